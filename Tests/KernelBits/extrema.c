#include "tests.h"

// Whether x comes before y: for maxima, with a sign of 1, if it is greater, for minima, with -1, if it is less.
static int precedes(float x, float y, float sign) { return sign * x > sign * y || (x != x && y == y); }

// Ordinary numbers, but a row of infinity or of -infinity and one with a NaN.
static float *values_of(size_t rows, size_t columns, float sign) {
  float *values = numbers(rows * columns, -4, 4);
  for (size_t c = 0; c < columns && rows > 1; c++) values[columns + c] = -sign * INFINITY;
  if (rows > 2) values[2 * columns + columns / 2] = NAN;
  return values;
}

static size_t place_of_first(const float *values, ptrdiff_t step, size_t count, float sign) {
  size_t place = 0;
  for (size_t i = 1; i < count; i++)
    if (precedes(values[(ptrdiff_t)i * step], values[(ptrdiff_t)place * step], sign)) place = i;
  return place;
}

static void check_places(void (*kernel)(const float *, ptrdiff_t *, size_t, size_t), float sign) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns;
    const float *values = values_of(rows, columns, sign);
    ptrdiff_t *out = memory(rows * sizeof *out), *expected = memory(rows * sizeof *out);
    for (size_t row = 0; row < rows; row++) expected[row] = (ptrdiff_t)place_of_first(values + row * columns, 1, columns, sign);
    kernel(values, out, rows, columns);
    check_bytes(out, expected, rows * sizeof *out, "%zux%zu", rows, columns);
  }
}

void test_of_argmax(void) { check_places(ck_kernels()->argmax, 1); }
void test_of_argmin(void) { check_places(ck_kernels()->argmin, -1); }

static void check_columns(void (*kernel)(const float *, float *, size_t, size_t), float sign) {
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns;
    const float *values = values_of(rows, columns, sign);
    float *out = memory(rows * sizeof *out), *expected = memory(rows * sizeof *out);
    for (size_t row = 0; row < rows; row++) {
      const float *x = values + row * columns;
      expected[row] = x[place_of_first(x, 1, columns, sign)];
    }
    kernel(values, out, rows, columns);
    check(out, expected, rows, "%zux%zu", rows, columns);
  }
}

void test_of_max_columns(void) { check_columns(ck_kernels()->max_columns, 1); }
void test_of_min_columns(void) { check_columns(ck_kernels()->min_columns, -1); }

static void check_rows(void (*kernel)(const float *, float *, size_t, size_t, size_t), float sign) {
  EACH_TABLE(table) {
    const size_t batch = 2, rows = table->rows, columns = table->columns;
    const float *values = values_of(batch * rows, columns, sign);
    float *out = memory(batch * columns * sizeof *out), *expected = memory(batch * columns * sizeof *out);
    for (size_t i = 0; i < batch * columns; i++) {
      const float *x = values + i / columns * rows * columns + i % columns;
      expected[i] = x[place_of_first(x, (ptrdiff_t)columns, rows, sign) * columns];
    }
    kernel(values, out, batch, rows, columns);
    check(out, expected, batch * columns, "%zux%zux%zu", batch, rows, columns);
  }
}

void test_of_max_rows(void) { check_rows(ck_kernels()->max_rows, 1); }
void test_of_min_rows(void) { check_rows(ck_kernels()->min_rows, -1); }
