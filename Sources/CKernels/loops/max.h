#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// out[batch, columns] = the maxima of values[batch, rows, columns] over the rows, NaN where there is one; at least one row.
CK_KERNEL(void, max_rows, (const float *values, float *out, size_t batch, size_t rows, size_t columns))
// out[rows] = the maxima of values[rows, columns], NaN where there is one; at least one column.
CK_KERNEL(void, max_columns, (const float *values, float *out, size_t rows, size_t columns))
// out[rows] = where each row has its maximum or NaN first; at least one column.
CK_KERNEL(void, argmax, (const float *values, ptrdiff_t *out, size_t rows, size_t columns))

#pragma clang assume_nonnull end
#else

// The greater number, or NaN where one of them is.
CK_INLINE float ck_greater(float x, float y) { return x > y || x != x ? x : y; }

static void ck_loop_max_rows(const float *values, float *out, size_t batch, size_t rows, size_t columns) {
  for (size_t b = 0; b < batch; b++) {
    const float *x = values + b * rows * columns;
    float *y = out + b * columns;
    for (size_t c = 0; c < columns; c++) y[c] = x[c];
    for (size_t row = 1; row < rows; row++)
      for (size_t c = 0; c < columns; c++) y[c] = ck_greater(x[row * columns + c], y[c]);
  }
}

// The maximum of each lane and of another one of the same vector.
#define CK_MAX_LANES(x, ...)                                              \
  do {                                                                    \
    const ck_sixteen other_ = __builtin_shufflevector(x, x, __VA_ARGS__); \
    x = ck_choose(other_ > x, other_, x);                                 \
  } while (0)

// A row's maximum, or NaN where there is one.
CK_INLINE float ck_row_max(const float *values, size_t count) {
  float max = values[0];
  size_t i = 1;
  if (count >= 16) {
    ck_sixteen maxima = ck_load_sixteen(values, 16);
    ck_sixteen_integers is_nan = {0};
    for (i = 0; i + 16 <= count; i += 16) {
      const ck_sixteen x = ck_load_sixteen(values + i, 16);
      is_nan |= x != x;
      maxima = ck_choose(x > maxima, x, maxima);
    }
    if (__builtin_reduce_or(is_nan)) return __builtin_nanf("");
    CK_MAX_LANES(maxima, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
    CK_MAX_LANES(maxima, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
    CK_MAX_LANES(maxima, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
    max = ck_greater(maxima[1], maxima[0]);
  }
  for (; i < count; i++) max = ck_greater(values[i], max);
  return max;
}

static void ck_loop_max_columns(const float *values, float *out, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) out[row] = ck_row_max(values + row * columns, columns);
}

static void ck_loop_argmax(const float *values, ptrdiff_t *out, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    const float *x = values + row * columns;
    const float max = ck_row_max(x, columns);
    size_t c = 0;
    for (; c + 16 <= columns; c += 16) {
      const ck_sixteen numbers = ck_load_sixteen(x + c, 16);
      if (__builtin_reduce_or((numbers == max) | (numbers != numbers))) break;
    }
    while (x[c] != max && x[c] == x[c]) c++;
    out[row] = (ptrdiff_t)c;
  }
}

#endif
