#include "tests.h"

static double relu(double x) { return x < 0 ? 0 : x; }
static double relu_gradient(double x, double gradient) { return x <= 0 ? 0 : gradient; }

static double cube(double x) { return (double)((float)x * (float)x) * x; }

FUNCTION_TEST(abs, fabs, 0)
FUNCTION_TEST(cube, cube, 0)
FUNCTION_TEST(exp, exp, 1)
FUNCTION_TEST(relu, relu, 0)
GRADIENT_TEST(relu_backward, relu_gradient, 0)

static const float low = -0.5f, high = 0.25f;

static double clamped(double x) { return x < low ? low : x > high ? high : x; }
static double clamped_gradient(double x, double gradient) { return x >= low && x <= high ? gradient : 0; }
static void clamp(const float *values, float *out, size_t count) { ck_kernels()->clamp(values, low, high, out, count); }
static void clamp_backward(const float *values, const float *gradient, float *out, size_t count) {
  ck_kernels()->clamp_backward(values, gradient, low, high, out, count);
}

void test_of_clamp(void) { check_function(clamp, clamped, 0); }
void test_of_clamp_backward(void) { check_gradient(clamp_backward, clamped_gradient, 0); }

typedef void binary_kernel CK_BINARY_PARAMETERS;

static float sum(float x, float y) { return x + y; }
static float difference(float x, float y) { return x - y; }
static float product(float x, float y) { return x * y; }
static float quotient(float x, float y) { return x / y; }

// Tables, rows (all rows are the same), columns (one number for a row) and numbers.
static void check_binary(binary_kernel *kernel, float (*reference)(float, float)) {
  enum { TABLE, ROW, COLUMN, NUMBER };
  static const char *const names[] = {"table", "row", "column", "number"};
  static const int pairs[][2] = {{TABLE, TABLE}, {TABLE, ROW}, {TABLE, COLUMN}, {TABLE, NUMBER},
                                 {ROW, TABLE},   {ROW, COLUMN}, {COLUMN, ROW},  {COLUMN, TABLE}, {NUMBER, TABLE}};
  EACH_TABLE(table) {
    const size_t rows = table->rows, columns = table->columns;
    for (size_t pair = 0; pair < sizeof pairs / sizeof *pairs; pair++) {
      const float *operands[2];
      size_t row_steps[2], steps[2];
      for (int side = 0; side < 2; side++) {
        const int kind = pairs[pair][side];
        row_steps[side] = kind == TABLE ? columns : kind == COLUMN;
        steps[side] = kind == TABLE || kind == ROW;
        operands[side] = any_numbers((kind == TABLE || kind == COLUMN ? rows : 1) * (steps[side] ? columns : 1));
      }
      const float *x = operands[0], *y = operands[1];
      float *out = memory(rows * columns * sizeof *out), *expected = memory(rows * columns * sizeof *out);
      for (size_t row = 0; row < rows; row++)
        for (size_t c = 0; c < columns; c++)
          expected[row * columns + c] = reference(x[row * row_steps[0] + c * steps[0]], y[row * row_steps[1] + c * steps[1]]);
      kernel(x, (ptrdiff_t)row_steps[0], (int)steps[0], y, (ptrdiff_t)row_steps[1], (int)steps[1], out, rows, columns);
      check(out, expected, rows * columns, "of a %s and a %s %zux%zu", names[pairs[pair][0]], names[pairs[pair][1]], rows, columns);
    }
  }
}

void test_of_add(void) { check_binary(ck_kernels()->add, sum); }
void test_of_subtract(void) { check_binary(ck_kernels()->subtract, difference); }
void test_of_multiply(void) { check_binary(ck_kernels()->multiply, product); }
void test_of_divide(void) { check_binary(ck_kernels()->divide, quotient); }

void test_of_choose(void) {
  EACH_COUNT(count) {
    const float *first = any_numbers(count), *second = any_numbers(count);
    unsigned char *mask = memory(count);
    const ptrdiff_t *kinds = places(count, 3);
    for (size_t i = 0; i < count; i++) mask[i] = (unsigned char)kinds[i];
    float *out = memory(count * sizeof *out), *expected = memory(count * sizeof *out);
    for (size_t i = 0; i < count; i++) expected[i] = mask[i] ? first[i] : second[i];
    ck_kernels()->choose(mask, first, second, out, count);
    check(out, expected, count, "%zu", count);
  }
}

void test_of_masked_fill(void) {
  EACH_COUNT(period) {
    const size_t count = 3 * period;
    const float *values = any_numbers(count);
    unsigned char *mask = memory(period);
    const ptrdiff_t *kinds = places(period, 3);
    for (size_t i = 0; i < period; i++) mask[i] = (unsigned char)kinds[i];
    float *out = memory(count * sizeof *out), *expected = memory(count * sizeof *out);
    for (size_t i = 0; i < count; i++) expected[i] = mask[i % period] ? -INFINITY : values[i];
    ck_kernels()->masked_fill(values, mask, period, -INFINITY, out, count);
    check(out, expected, count, "%zu", count);
  }
}
