#include "tests.h"

static float *transposed(const float *values, size_t rows, size_t columns) {
  float *out = memory(rows * columns * sizeof *out);
  for (size_t row = 0; row < rows; row++)
    for (size_t c = 0; c < columns; c++) out[c * rows + row] = values[row * columns + c];
  return out;
}

// out = left x right + bias, or the product added to what is in `out`, whose rows are further apart than they are long.
static void check_matmul(const float *left, const float *right, size_t rows, size_t inner, size_t columns, const char *words) {
  const size_t out_row = columns + 1, count = rows * out_row;
  const float *bias = numbers(columns, -1, 1), *before = numbers(count, -1, 1);
  float *products = memory(rows * columns * sizeof *products);
  for (size_t row = 0; row < rows; row++)
    for (size_t c = 0; c < columns; c++)
      for (size_t k = 0; k < inner; k++)
        products[row * columns + c] = fmaf(left[row * inner + k], right[k * columns + c], products[row * columns + c]);
  // The factors in row-major order, and in column-major order.
  const float *lefts[] = {left, transposed(left, rows, inner)}, *rights[] = {right, transposed(right, inner, columns)};
  for (int order = 0; order < 4; order++) {
    const int l = order / 2, r = order % 2;
    for (int has_bias = 0; has_bias < 2; has_bias++)
      for (int adds = 0; adds < (inner <= CK_MOST_INNER_ADDED ? 2 : 1); adds++) {
        float *out = copied(before, count), *expected = copied(before, count);
        for (size_t row = 0; row < rows; row++)
          for (size_t c = 0; c < columns; c++) {
            float sum = products[row * columns + c];
            if (has_bias) sum += bias[c];
            expected[row * out_row + c] = adds ? before[row * out_row + c] + sum : sum;
          }
        ck_kernels()->matmul(lefts[l], l ? 1 : (ptrdiff_t)inner, l ? (ptrdiff_t)rows : 1, rights[r], r ? 1 : (ptrdiff_t)columns,
                             r ? (ptrdiff_t)inner : 1, has_bias ? bias : NULL, out, (ptrdiff_t)out_row, rows, inner, columns, adds);
        check(out, expected, count, "of %s%s%s%s%s %zux%zux%zu", words, l ? ", left transposed" : "", r ? ", right transposed" : "",
              has_bias ? ", with a bias" : "", adds ? ", added" : "", rows, inner, columns);
      }
  }
}

void test_of_matmul(void) {
  static const size_t sizes[][3] = {{1, 1, 1},   {3, 4, 5},      {2, 0, 3},     {8, 8, 2},     {17, 65, 33},   {64, 64, 64},  {1, 1000, 1},
                                    {13, 300, 70}, {50, 129, 16}, {7, 16, 129}, {100, 65, 65}, {64, 128, 160}, {131, 257, 31}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    const size_t rows = sizes[i][0], inner = sizes[i][1], columns = sizes[i][2];
    check_matmul(numbers(rows * inner, -4, 4), numbers(inner * columns, -4, 4), rows, inner, columns, "numbers");
    check_matmul(any_numbers(rows * inner), numbers(inner * columns, -4, 4), rows, inner, columns, "any numbers");
    // Products that sink below the normal range.
    check_matmul(numbers(rows * inner, -0x1p-70f, 0x1p-70f), numbers(inner * columns, -0x1p-60f, 0x1p-60f), rows, inner, columns,
                 "small numbers");
  }
}
