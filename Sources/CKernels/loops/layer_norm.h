#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// normal[rows, columns] = the rows shifted to mean 0 and scaled by scales[rows] to variance 1; out = normal * weight + bias. `normal`
// and `scales` are null where no gradient is needed.
CK_KERNEL(void, layer_norm,
          (const float *values, const float *weight, const float *bias, float epsilon, float *_Nullable normal, float *_Nullable scales,
           float *out, size_t rows, size_t columns))
// out[rows, columns] = the gradient of the values, from that of the result; with `adds`, it is added to what is in `out`.
CK_KERNEL(void, layer_norm_backward,
          (const float *gradient, const float *weight, const float *normal, const float *scales, float *out, size_t rows, size_t columns,
           int adds))
// weight[columns] and bias[columns]: the gradients of the two, summed over the rows in order. The rows of `gradient` and `normal` are
// `row` elements apart.
CK_KERNEL(void, layer_norm_parameters_backward,
          (const float *gradient, const float *normal, ptrdiff_t row, float *weight, float *bias, size_t rows, size_t columns))

#pragma clang assume_nonnull end
#else

// The squared distances of `count` elements from a mean, then zeros.
CK_INLINE ck_doubles ck_squares(const float *values, size_t count, double mean) {
  const ck_longs lane = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
  const ck_doubles distance = ck_load_widened(values, count) - mean;
  const ck_doubles squares = distance * distance;
  return count < 16 ? (ck_doubles)((ck_longs)squares & (lane < (int64_t)count)) : squares;
}

// y = n * weight + bias, for one row, where n = (x - shift) * scale; n is stored unless its pointer is null.
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

// Eight rows at a time: the steps of one row depend on one another, those of different rows do not.
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
      factors[r] = (float)(1.0 / __builtin_elementwise_sqrt(variance + (double)epsilon));
    }
    for (size_t r = 0; r < block; r++) {
      const size_t first = (row + r) * columns;
      ck_normalize(x + r * columns, (float)means[r], factors[r], weight, bias, normal ? normal + first : 0, out + first, columns);
      if (scales) scales[row + r] = factors[r];
    }
  }
}

// gradient = (g - mean(g) - normal * mean(g * normal)) * scale, where g = gradient * weight.
static void ck_loop_layer_norm_backward(const float *gradient, const float *weight, const float *normal, const float *scales, float *out,
                                        size_t rows, size_t columns, int adds) {
  for (size_t row = 0; row < rows; row++) {
    const float *g = gradient + row * columns, *n = normal + row * columns;
    double sum;
    CK_SUM_ROW(sum, columns,
               ck_widened(ck_load_sixteen(g + c, count) * ck_load_sixteen(weight + c, count) * ck_load_sixteen(n + c, count)));
    const float along = (float)sum / (float)columns;
    CK_SUM_ROW(sum, columns, ck_widened(ck_load_sixteen(g + c, count) * ck_load_sixteen(weight + c, count)));
    const float mean = (float)sum / (float)columns;
    float *y = out + row * columns;
    if (adds) {
      for (size_t c = 0; c < columns; c++) y[c] += (g[c] * weight[c] - mean - n[c] * along) * scales[row];
    } else {
      for (size_t c = 0; c < columns; c++) y[c] = (g[c] * weight[c] - mean - n[c] * along) * scales[row];
    }
  }
}

// Two vectors of columns at a time, whose sums stay in registers.
static void ck_loop_layer_norm_parameters_backward(const float *gradient, const float *normal, ptrdiff_t row, float *weight, float *bias,
                                                   size_t rows, size_t columns) {
  size_t c = 0;
  for (; c + 2 * CK_WIDTH <= columns; c += 2 * CK_WIDTH) {
    ck_vector weights[2] = {{0}, {0}}, biases[2] = {{0}, {0}};
    for (size_t r = 0; r < rows; r++)
#pragma clang loop unroll(full)
      for (int v = 0; v < 2; v++) {
        const ptrdiff_t place = (ptrdiff_t)r * row + (ptrdiff_t)c + v * CK_WIDTH;
        const ck_vector g = ck_load(gradient + place);
        weights[v] += g * ck_load(normal + place);
        biases[v] += g;
      }
    for (int v = 0; v < 2; v++) {
      ck_store(weight + c + v * CK_WIDTH, weights[v]);
      ck_store(bias + c + v * CK_WIDTH, biases[v]);
    }
  }
  for (; c < columns; c++) {
    float w = 0.0f, b = 0.0f;
    for (size_t r = 0; r < rows; r++) {
      const ptrdiff_t place = (ptrdiff_t)r * row + (ptrdiff_t)c;
      w += gradient[place] * normal[place];
      b += gradient[place];
    }
    weight[c] = w;
    bias[c] = b;
  }
}

#endif
