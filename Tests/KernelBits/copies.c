#include "tests.h"

void test_of_copy_rows(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns;
    for (size_t shift = 0; shift < 3; shift++) {
      const size_t values_row = columns + 3, out_row = columns + 2;
      const float *values = any_numbers(rows * values_row);
      float *out = memory((rows * out_row + shift) * sizeof *out), *expected = memory((rows * out_row + shift) * sizeof *out);
      for (size_t row = 0; row < rows; row++)
        for (size_t c = 0; c < columns; c++) expected[shift + row * out_row + c] = values[row * values_row + c];
      ck_kernels()->copy_rows(values, (ptrdiff_t)values_row, out + shift, (ptrdiff_t)out_row, rows, columns);
      check(out, expected, rows * out_row + shift, "%zux%zu, %zu further", rows, columns, shift);
    }
  }
}

void test_of_gather(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns, count = 2 * rows + 1;
    const float *values = any_numbers(rows * columns);
    const ptrdiff_t *indices = places(count, rows);
    float *out = memory(count * columns * sizeof *out), *expected = memory(count * columns * sizeof *out);
    for (size_t i = 0; i < count; i++)
      for (size_t c = 0; c < columns; c++) expected[i * columns + c] = values[(size_t)indices[i] * columns + c];
    ck_kernels()->gather(values, indices, out, count, columns);
    check(out, expected, count * columns, "%zux%zu", rows, columns);
  }
}

void test_of_scatter_add(void) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns, count = 2 * rows + 1;
    const float *values = any_numbers(count * columns);
    const ptrdiff_t *indices = places(count, rows);
    float *out = numbers(rows * columns, -4, 4), *expected = copied(out, rows * columns);
    for (size_t i = 0; i < count; i++)
      for (size_t c = 0; c < columns; c++) expected[(size_t)indices[i] * columns + c] += values[i * columns + c];
    ck_kernels()->scatter_add(values, indices, out, count, columns);
    check(out, expected, rows * columns, "%zux%zu", rows, columns);
  }
}
