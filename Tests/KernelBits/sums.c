#include "tests.h"

// The numbers have so few bits that their sum in double is the same in any order.
void test_of_sum(void) {
  EACH_COUNT(count) {
    const float *values = numbers(count, -4, 4);
    double expected = 0;
    for (size_t i = 0; i < count; i++) expected += values[i];
    const double found = ck_kernels()->sum(values, count);
    check_bytes(&found, &expected, sizeof found, "%zu", count);
    const double nothing = ck_kernels()->sum(values, 0), zero = 0;
    check_bytes(&nothing, &zero, sizeof nothing, "of nothing %zu", count);
  }
}

// Each square is rounded to float before it is added; the sums of so few are exact in double.
void test_of_sum_of_squares(void) {
  EACH_COUNT(count) {
    const float *values = numbers(count, 1, 4);
    double expected = 0;
    for (size_t i = 0; i < count; i++) {
      const float square = values[i] * values[i];
      expected += square;
    }
    const double found = ck_kernels()->sum_of_squares(values, count);
    check_bytes(&found, &expected, sizeof found, "%zu", count);
  }
}

void test_of_sum_columns(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns;
    float *values = numbers(rows * columns, -4, 4);
    if (rows > 2) values[columns] = INFINITY, values[2 * columns] = NAN;
    float *out = memory(rows * sizeof *out), *expected = memory(rows * sizeof *out);
    for (size_t row = 0; row < rows; row++) {
      double sum = 0;
      for (size_t c = 0; c < columns; c++) sum += values[row * columns + c];
      expected[row] = (float)sum;
    }
    ck_kernels()->sum_columns(values, out, rows, columns);
    check(out, expected, rows, "%zux%zu", rows, columns);
  }
}

void test_of_sum_rows(void) {
  EACH_TABLE(table) {
    const size_t batch = 3, rows = table->rows, columns = table->columns, values_row = columns + 2;
    const float *values = any_numbers(batch * rows * values_row);
    float *out = memory(batch * columns * sizeof *out), *expected = memory(batch * columns * sizeof *out);
    for (size_t b = 0; b < batch; b++)
      for (size_t row = 0; row < rows; row++)
        for (size_t c = 0; c < columns; c++) expected[b * columns + c] += values[(b * rows + row) * values_row + c];
    ck_kernels()->sum_rows(values, (ptrdiff_t)values_row, out, batch, rows, columns);
    check(out, expected, batch * columns, "%zux%zux%zu", batch, rows, columns);
  }
}
