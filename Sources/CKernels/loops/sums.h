#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// The sum of all numbers, added in double.
CK_KERNEL(double, sum, (const float *values, size_t count))
// out[batch, columns] = the sums of values[batch, rows, columns] over the rows, added in order.
CK_KERNEL(void, sum_rows, (const float *values, float *out, size_t batch, size_t rows, size_t columns))
// out[rows] = the sums of values[rows, columns], added in double.
CK_KERNEL(void, sum_columns, (const float *values, float *out, size_t rows, size_t columns))

#pragma clang assume_nonnull end
#else

// Adds four rows each time that the row of sums is loaded and stored.
static void ck_loop_sum_rows(const float *values, float *out, size_t batch, size_t rows, size_t columns) {
  for (size_t b = 0; b < batch; b++) {
    const float *x = values + b * rows * columns;
    float *y = out + b * columns;
    for (size_t c = 0; c < columns; c++) y[c] = 0.0f;
    size_t row = 0;
    for (; row + 4 <= rows; row += 4, x += 4 * columns)
      for (size_t c = 0; c < columns; c++) y[c] = y[c] + x[c] + x[columns + c] + x[2 * columns + c] + x[3 * columns + c];
    for (; row < rows; row++, x += columns)
      for (size_t c = 0; c < columns; c++) y[c] += x[c];
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

// In thirty-two lanes: each addition to a lane waits for the one before it.
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

#endif
