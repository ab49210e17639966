#include "tests.h"

// Rows of ordinary numbers, of equal ones, and with numbers that are not finite.
static float *values_of(size_t rows, size_t columns) {
  float *values = numbers(rows * columns, -4, 4);
  for (size_t c = 0; c < columns && rows > 2; c++) values[2 * columns + c] = 0.1f;
  if (rows > 4) values[3 * columns] = INFINITY, values[4 * columns] = NAN;
  return values;
}

static double mean_of(const float *values, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += values[i];
  return sum / (double)count;
}

void test_of_layer_norm(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns, count = rows * columns;
    const float *values = values_of(rows, columns), *weight = numbers(columns, -2, 2), *bias = numbers(columns, -2, 2);
    const float epsilon = 1e-5f;
    float *expected = memory(count * sizeof *expected), *expected_normal = memory(count * sizeof *expected);
    float *expected_scales = memory(rows * sizeof *expected);
    for (size_t row = 0; row < rows; row++) {
      const float *x = values + row * columns;
      const double mean = mean_of(x, columns);
      double squares = 0;
      for (size_t c = 0; c < columns; c++) squares += (x[c] - mean) * (x[c] - mean);
      expected_scales[row] = (float)(1 / sqrt((columns > 1 ? squares / (double)columns : 0) + (double)epsilon));
      for (size_t c = 0; c < columns; c++) {
        const float normal = (x[c] - (float)mean) * expected_scales[row];
        expected_normal[row * columns + c] = normal;
        expected[row * columns + c] = normal * weight[c] + bias[c];
      }
    }
    float *out = memory(count * sizeof *out), *normal = memory(count * sizeof *normal), *scales = memory(rows * sizeof *scales);
    ck_kernels()->layer_norm(values, weight, bias, epsilon, normal, scales, out, rows, columns);
    check(out, expected, count, "%zux%zu", rows, columns);
    check(normal, expected_normal, count, "%zux%zu, normal", rows, columns);
    check(scales, expected_scales, rows, "%zux%zu, scales", rows, columns);
    float *only = memory(count * sizeof *only);
    ck_kernels()->layer_norm(values, weight, bias, epsilon, NULL, NULL, only, rows, columns);
    check(only, expected, count, "%zux%zu, without what the gradient needs", rows, columns);
  }
}

void test_of_layer_norm_backward(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns, count = rows * columns;
    const float *gradient = values_of(rows, columns), *weight = numbers(columns, -2, 2), *normal = numbers(count, -2, 2);
    const float *scales = numbers(rows, 0.5f, 2);
    float *out = memory(count * sizeof *out), *expected = memory(count * sizeof *out);
    float *sums = numbers(count, -1, 1), *expected_sums = copied(sums, count);
    for (size_t row = 0; row < rows; row++) {
      const float *g = gradient + row * columns, *n = normal + row * columns;
      double sum = 0, sum_along = 0;
      for (size_t c = 0; c < columns; c++) {
        sum += g[c] * weight[c];
        sum_along += g[c] * weight[c] * n[c];
      }
      const float mean = (float)sum / (float)columns, along = (float)sum_along / (float)columns;
      for (size_t c = 0; c < columns; c++) expected[row * columns + c] = (g[c] * weight[c] - mean - n[c] * along) * scales[row];
    }
    for (size_t i = 0; i < count; i++) expected_sums[i] += expected[i];
    ck_kernels()->layer_norm_backward(gradient, weight, normal, scales, out, rows, columns, 0);
    check(out, expected, count, "%zux%zu", rows, columns);
    ck_kernels()->layer_norm_backward(gradient, weight, normal, scales, sums, rows, columns, 1);
    check(sums, expected_sums, count, "%zux%zu, added", rows, columns);
  }
}

void test_of_layer_norm_parameters_backward(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns, row = columns + 3, count = (rows - 1) * row + columns;
    const float *gradient = any_numbers(count), *normal = numbers(count, -2, 2);
    float *weight = memory(columns * sizeof *weight), *expected_weight = memory(columns * sizeof *weight);
    float *bias = memory(columns * sizeof *bias), *expected_bias = memory(columns * sizeof *bias);
    for (size_t r = 0; r < rows; r++)
      for (size_t c = 0; c < columns; c++) {
        const float g = gradient[r * row + c];
        expected_weight[c] += g * normal[r * row + c];
        expected_bias[c] += g;
      }
    ck_kernels()->layer_norm_parameters_backward(gradient, normal, (ptrdiff_t)row, weight, bias, rows, columns);
    check(weight, expected_weight, columns, "%zux%zu, weight", rows, columns);
    check(bias, expected_bias, columns, "%zux%zu, bias", rows, columns);
  }
}
