#include "tests.h"

// Ordinary numbers, but rows with -infinity, infinity and NaN.
static float *values_of(size_t rows, size_t columns) {
  float *values = numbers(rows * columns, -4, 4);
  const float special[] = {-INFINITY, NAN, INFINITY, -3.4e38f, 3.4e38f, -100};
  for (size_t row = 1; row < rows && row < 7; row++) values[row * columns + columns / 2] = special[row - 1];
  return values;
}

// log(sum of exp(x - max)). It is NaN for a row that has a NaN, or infinity, or nothing but -infinity.
static double log_sum_exp(const float *values, size_t columns, float *max) {
  double sum = 0;
  *max = -INFINITY;
  for (size_t c = 0; c < columns; c++) *max = values[c] > *max ? values[c] : *max;
  for (size_t c = 0; c < columns; c++) sum += exp((double)values[c] - *max);
  return log(sum);
}

static void check_softmax(void (*kernel)(const float *, float *, size_t, size_t), int is_logarithm, struct tolerance tolerance) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns;
    const float *values = values_of(rows, columns);
    float *out = memory(rows * columns * sizeof *out);
    double *expected = memory(rows * columns * sizeof *expected);
    for (size_t row = 0; row < rows; row++) {
      float max;
      const double log_sum = log_sum_exp(values + row * columns, columns, &max);
      for (size_t c = 0; c < columns; c++) {
        const double logarithm = (double)values[row * columns + c] - max - log_sum;
        expected[row * columns + c] = is_logarithm ? logarithm : exp(logarithm);
      }
    }
    kernel(values, out, rows, columns);
    check_near(out, expected, rows * columns, tolerance, "%zux%zu", rows, columns);
  }
}

void test_of_softmax(void) { check_softmax(ck_kernels()->softmax, 0, (struct tolerance){20, 0}); }
void test_of_log_softmax(void) { check_softmax(ck_kernels()->log_softmax, 1, (struct tolerance){2, 0x1p-23}); }

void test_of_max_and_log_sum_exp(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns;
    const float *values = values_of(rows, columns);
    float *maxima = memory(rows * sizeof *maxima), *logarithms = memory(rows * sizeof *logarithms), max;
    double *expected = memory(rows * sizeof *expected), *expected_maxima = memory(rows * sizeof *expected);
    for (size_t row = 0; row < rows; row++) {
      expected[row] = log_sum_exp(values + row * columns, columns, &max);
      expected_maxima[row] = max;
    }
    ck_kernels()->max_and_log_sum_exp(values, maxima, logarithms, rows, columns);
    check_near(logarithms, expected, rows, (struct tolerance){2, 0x1p-23}, "%zux%zu, logarithms", rows, columns);
    // The maximum of a row with a NaN may be any of its numbers.
    for (size_t row = 0; row < rows; row++)
      if (logarithms[row] != logarithms[row]) maxima[row] = (float)(expected_maxima[row] = NAN);
    check_near(maxima, expected_maxima, rows, (struct tolerance){0, 0}, "%zux%zu, maxima", rows, columns);
  }
}

void test_of_softmax_backward(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns;
    const float *gradient = values_of(rows, columns), *result = numbers(rows * columns, 0, 0.125f);
    float *out = memory(rows * columns * sizeof *out), *expected = memory(rows * columns * sizeof *out);
    for (size_t row = 0; row < rows; row++) {
      const float *g = gradient + row * columns, *p = result + row * columns;
      double sum = 0;
      for (size_t c = 0; c < columns; c++) sum += g[c] * p[c];
      for (size_t c = 0; c < columns; c++) expected[row * columns + c] = (g[c] - (float)sum) * p[c];
    }
    ck_kernels()->softmax_backward(gradient, result, out, rows, columns);
    check(out, expected, rows * columns, "%zux%zu", rows, columns);
  }
}
