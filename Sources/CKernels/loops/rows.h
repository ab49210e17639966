// Sums of rows in double, in sixteen lanes: rounded to float at the end, they are what a sum in order is.

typedef double ck_doubles __attribute__((vector_size(128)));
typedef int64_t ck_longs __attribute__((vector_size(128)));
typedef float ck_sixteen __attribute__((vector_size(64), aligned(4)));

// Sixteen numbers, or fewer and zeros.
CK_INLINE ck_sixteen ck_load_sixteen(const float *values, size_t count) {
  if (count >= 16) return *(const ck_sixteen *)values;
  ck_sixteen numbers = {0};
  memcpy(&numbers, values, count * sizeof *values);
  return numbers;
}

CK_INLINE ck_doubles ck_widened(ck_sixteen numbers) { return __builtin_convertvector(numbers, ck_doubles); }

CK_INLINE double ck_fold_doubles(ck_doubles sums) {
  double lanes[16];
  memcpy(lanes, &sums, sizeof lanes);
#pragma clang loop unroll(full)
  for (int half = 8; half; half /= 2)
#pragma clang loop unroll(full)
    for (int lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
  return lanes[0];
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
  const ck_doubles distance = ck_widened(ck_load_sixteen(values, count)) - mean;
  const ck_doubles squares = distance * distance;
  return count < 16 ? (ck_doubles)((ck_longs)squares & (lane < (int64_t)count)) : squares;
}

static void ck_loop_layer_norm(const float *values, const float *weight, const float *bias, float epsilon, float *normal,
                               float *scales, float *out, size_t rows, size_t columns) {
  const double size = (double)columns;
  for (size_t row = 0; row < rows; row++) {
    const float *x = values + row * columns;
    double sum;
    CK_SUM_ROW(sum, columns, ck_widened(ck_load_sixteen(x + c, count)));
    const double mean = sum / size;
    CK_SUM_ROW(sum, columns, ck_squares(x + c, count, mean));
    const double variance = sum / (double)(columns - 1) * (double)(columns - 1) / size;
    const float shift = (float)mean, scale = (float)(1.0 / __builtin_sqrt(variance + (double)epsilon));
    float *y = out + row * columns;
    if (!normal || !scales) {
      for (size_t c = 0; c < columns; c++) y[c] = (x[c] - shift) * scale * weight[c] + bias[c];
      continue;
    }
    scales[row] = scale;
    float *n = normal + row * columns;
    for (size_t c = 0; c < columns; c++) {
      n[c] = (x[c] - shift) * scale;
      y[c] = n[c] * weight[c] + bias[c];
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
    CK_SUM_ROW(sum, columns, ck_widened(ck_load_sixteen(x + c, count)));
    out[row] = (float)sum;
  }
}
