#include "tests.h"

// What max_and_log_sum_exp gives for a table, and a target for each row.
struct inputs {
  const float *values;
  float *maxima, *logarithms;
  const ptrdiff_t *targets;
};

static struct inputs inputs_of(size_t rows, size_t columns) {
  struct inputs inputs = {.values = numbers(rows * columns, -4, 4), .targets = places(rows, columns)};
  inputs.maxima = memory(rows * sizeof *inputs.maxima);
  inputs.logarithms = memory(rows * sizeof *inputs.logarithms);
  for (size_t row = 0; row < rows; row++) {
    const float *x = inputs.values + row * columns;
    double sum = 0;
    inputs.maxima[row] = x[0];
    for (size_t c = 1; c < columns; c++) inputs.maxima[row] = fmaxf(inputs.maxima[row], x[c]);
    for (size_t c = 0; c < columns; c++) sum += exp((double)x[c] - inputs.maxima[row]);
    inputs.logarithms[row] = (float)log(sum);
  }
  return inputs;
}

void test_of_cross_entropy_backward(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns, all_rows = rows + 3;
    const struct inputs inputs = inputs_of(rows, columns);
    float *out = memory(rows * columns * sizeof *out);
    double *expected = memory(rows * columns * sizeof *expected);
    const double share = 2.0 / (double)all_rows;
    for (size_t i = 0; i < rows * columns; i++) {
      const size_t row = i / columns;
      // The kernel's definition rounds the logarithm of a probability, too.
      const float logarithm = inputs.values[i] - inputs.maxima[row] - inputs.logarithms[row];
      expected[i] = (exp(logarithm) - (inputs.targets[row] == (ptrdiff_t)(i % columns))) * share;
    }
    ck_kernels()->cross_entropy_backward(inputs.values, inputs.maxima, inputs.logarithms, inputs.targets, 2, out, rows, columns, all_rows);
    check_near(out, expected, rows * columns, (struct tolerance){2, 0x1p-23 * share}, "%zux%zu", rows, columns);
  }
}

void test_of_nll_mean(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns;
    const struct inputs inputs = inputs_of(rows, columns);
    double sum = 0;
    for (size_t row = 0; row < rows; row++)
      sum -= (double)inputs.values[row * columns + (size_t)inputs.targets[row]] - inputs.maxima[row] - inputs.logarithms[row];
    const double expected = sum / (double)rows;
    const float found = ck_nll_mean(inputs.values, inputs.maxima, inputs.logarithms, inputs.targets, rows, columns);
    check_near(&found, &expected, 1, (struct tolerance){2, 0}, "%zux%zu", rows, columns);
  }
}
