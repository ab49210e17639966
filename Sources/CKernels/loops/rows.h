// Sums of rows in double, in sixteen lanes: rounded to float at the end, they are what a sum in order is.

// Sixteen numbers, or fewer and zeros.
CK_INLINE ck_sixteen ck_load_sixteen(const float *values, size_t count) {
  if (count >= 16) return *(const ck_sixteen *)values;
#ifdef CK_LOAD_SOME
  return CK_LOAD_SOME(values, count);
#endif
  ck_sixteen numbers = {0};
  memcpy(&numbers, values, count * sizeof *values);
  return numbers;
}

CK_INLINE ck_doubles ck_widened(ck_sixteen numbers) { return __builtin_convertvector(numbers, ck_doubles); }

// Sixteen numbers as doubles, by halves, as the processor widens what it loads.
CK_INLINE ck_doubles ck_load_widened(const float *values, size_t count) {
  if (count < 16) return ck_widened(ck_load_sixteen(values, count));
  typedef float half __attribute__((vector_size(32), aligned(4)));
  typedef double wide __attribute__((vector_size(64)));
  const wide a = __builtin_convertvector(*(const half *)values, wide), b = __builtin_convertvector(*(const half *)(values + 8), wide);
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

CK_INLINE double ck_fold_doubles(ck_doubles sums) {
  typedef double eight __attribute__((vector_size(64)));
  typedef double four __attribute__((vector_size(32)));
  typedef double two __attribute__((vector_size(16)));
  const eight a = __builtin_shufflevector(sums, sums, 0, 1, 2, 3, 4, 5, 6, 7) + __builtin_shufflevector(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15);
  const four b = __builtin_shufflevector(a, a, 0, 1, 2, 3) + __builtin_shufflevector(a, a, 4, 5, 6, 7);
  const two c = __builtin_shufflevector(b, b, 0, 1) + __builtin_shufflevector(b, b, 2, 3);
  return c[0] + c[1];
}

// The sum over a row of a function of the sixteen elements from c on, of which `count` are there and the others have to give 0.
#define CK_SUM_ROW(sum, columns, function)                          \
  do {                                                              \
    ck_doubles sums_ = {0};                                         \
    for (size_t c = 0; c < (columns); c += 16) {                    \
      const size_t count = (columns)-c < 16 ? (columns)-c : 16;     \
      sums_ += (function);                                          \
    }                                                               \
    sum = ck_fold_doubles(sums_);                                   \
  } while (0)

// The squares of the distances of sixteen elements from a mean, or of fewer.
CK_INLINE ck_doubles ck_squares(const float *values, size_t count, double mean) {
  const ck_longs lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const ck_doubles distance = ck_load_widened(values, count) - mean;
  const ck_doubles squares = distance * distance;
  return count < 16 ? (ck_doubles)((ck_longs)squares & (lane < (int64_t)count)) : squares;
}

// y = (x - shift) * scale * weight + bias, for one row; what is weighted is kept in n, where that is given.
CK_INLINE void ck_normalize(const float *x, float shift, float scale, const float *weight, const float *bias, float *n, float *y,
                            size_t columns) {
  if (columns < CK_WIDTH) {
    for (size_t c = 0; c < columns; c++) {
      const float normal = (x[c] - shift) * scale;
      if (n) n[c] = normal;
      y[c] = normal * weight[c] + bias[c];
    }
    return;
  }
  CK_STEPS(c, columns) {
    const ck_vector normal = (ck_load(x + c) - shift) * scale;
    if (n) ck_store(n + c, normal);
    ck_store(y + c, normal * ck_load(weight + c) + ck_load(bias + c));
  }
}

// Some rows at a time, as each step of a row waits for the one before it.
static void ck_loop_layer_norm(const float *values, const float *weight, const float *bias, float epsilon, float *normal,
                               float *scales, float *out, size_t rows, size_t columns) {
  enum { BLOCK = 8 };
  const double size = (double)columns;
  for (size_t row = 0; row < rows; row += BLOCK) {
    const size_t block = rows - row < BLOCK ? rows - row : BLOCK;
    const float *x = values + row * columns;
    double means[BLOCK] = {0}, squares[BLOCK] = {0};
    float factors[BLOCK];
    for (size_t r = 0; r < block; r++) CK_SUM_ROW(means[r], columns, ck_load_widened(x + r * columns + c, count));
    for (size_t r = 0; r < BLOCK; r++) means[r] /= size;
    for (size_t r = 0; r < block; r++) CK_SUM_ROW(squares[r], columns, ck_squares(x + r * columns + c, count, means[r]));
    for (size_t r = 0; r < BLOCK; r++) {
      const double variance = columns > 1 ? squares[r] / (double)(columns - 1) * (double)(columns - 1) / size : 0.0;
      factors[r] = (float)(1.0 / __builtin_sqrt(variance + (double)epsilon));
    }
    for (size_t r = 0; r < block; r++) {
      const size_t first = (row + r) * columns;
      ck_normalize(x + r * columns, (float)means[r], factors[r], weight, bias, normal ? normal + first : 0, out + first, columns);
      if (scales) scales[row + r] = factors[r];
    }
  }
}

// gradient = (g - mean(g) - normal * mean(g * normal)) * scale, where g = gradient * weight.
static void ck_loop_layer_norm_backward(const float *gradient, const float *weight, const float *normal, const float *scale, float *out,
                                        size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    const float *g = gradient + row * columns, *n = normal + row * columns;
    double sum;
    CK_SUM_ROW(sum, columns,
               ck_widened(ck_load_sixteen(g + c, count) * ck_load_sixteen(weight + c, count) * ck_load_sixteen(n + c, count)));
    const float along = (float)sum / (float)columns;
    CK_SUM_ROW(sum, columns, ck_widened(ck_load_sixteen(g + c, count) * ck_load_sixteen(weight + c, count)));
    const float mean = (float)sum / (float)columns;
    float *y = out + row * columns;
    for (size_t c = 0; c < columns; c++) y[c] = (g[c] * weight[c] - mean - n[c] * along) * scale[row];
  }
}

// gradient = (gradient - sum(gradient * result)) * result.
static void ck_loop_softmax_backward(const float *gradient, const float *result, float *out, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    const float *g = gradient + row * columns, *p = result + row * columns;
    double sum;
    CK_SUM_ROW(sum, columns, ck_widened(ck_load_sixteen(g + c, count) * ck_load_sixteen(p + c, count)));
    const float whole = (float)sum;
    float *y = out + row * columns;
    for (size_t c = 0; c < columns; c++) y[c] = (g[c] - whole) * p[c];
  }
}

static void ck_loop_sum_columns(const float *values, float *out, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    const float *x = values + row * columns;
    double sum;
    CK_SUM_ROW(sum, columns, ck_load_widened(x + c, count));
    out[row] = (float)sum;
  }
}

// In thirty-two lanes, as each addition waits for the one before it.
static double ck_loop_sum(const float *values, size_t count) {
  ck_doubles even = {0}, odd = {0};
  size_t i = 0;
  for (; i + 32 <= count; i += 32) {
    even += ck_load_widened(values + i, 16);
    odd += ck_load_widened(values + i + 16, 16);
  }
  for (; i < count; i += 16) even += ck_load_widened(values + i, count - i);
  return ck_fold_doubles(even + odd);
}
