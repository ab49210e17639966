#include "tests.h"

// Both GELUs are x times a number that is rounded near 1 before it is halved: near 0, only their distance from the reference is small.
static const struct tolerance tolerance = {4, 0x1p-20};

typedef double reference_function(double x, double gradient);

static void check_each(const float *values, size_t count, gradient_kernel *kernel, reference_function *reference, const char *words) {
  const float *gradient = numbers(count, -1, 1);
  float *out = memory(count * sizeof *out);
  double *expected = memory(count * sizeof *expected);
  for (size_t i = 0; i < count; i++) expected[i] = reference(values[i], gradient[i]);
  kernel(values, gradient, out, count);
  check_near(out, expected, count, tolerance, "%s %zu", words, count);
}

// PyTorch's formulas overflow where the numbers are large, and so do these kernels, for which TensorsTests has PyTorch's results.
static float *without_large(float *values, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!(fabsf(values[i]) <= 0x1p20f)) values[i] = 0.5f;
  return values;
}

static void check_all(gradient_kernel *kernel, reference_function *reference) {
  EACH_COUNT(count) {
    check_each(numbers(count, -8, 8), count, kernel, reference, "of numbers");
    check_each(without_large(any_numbers(count), count), count, kernel, reference, "of any numbers");
  }
  check_each(without_large(every_exponent(), EVERY_EXPONENT), EVERY_EXPONENT, kernel, reference, "of every exponent");
}

// A kernel without a gradient takes the values in their place.
#define WITHOUT_GRADIENT(name) \
  static void name(const float *values, const float *gradient, float *out, size_t count) { ck_kernels()->name(values, out, count); }
WITHOUT_GRADIENT(gelu)
WITHOUT_GRADIENT(gelu_by_tanh)

static const double root_of_half = 0.70710678118654752, root_of_two_by_pi = 0.79788456080286536;

static double share_below(double x) { return erfc(-x * root_of_half) / 2; }
static double gelu_of(double x, double gradient) { return x * share_below(x); }
static double gelu_gradient(double x, double gradient) {
  const double density = exp(-x * x / 2) * root_of_two_by_pi / 2;
  return gradient * (share_below(x) + x * density);
}

static double bent(double x) { return tanh(root_of_two_by_pi * (x + 0.044715 * x * x * x)); }
static double gelu_by_tanh_of(double x, double gradient) { return x * (1 + bent(x)) / 2; }
static double gelu_by_tanh_gradient(double x, double gradient) {
  const double y = bent(x), slope = root_of_two_by_pi * (1 + 3 * 0.044715 * x * x);
  return gradient * ((1 + y) / 2 + x * (1 - y * y) * slope / 2);
}

void test_of_gelu(void) { check_all(gelu, gelu_of); }
void test_of_gelu_backward(void) { check_all(ck_kernels()->gelu_backward, gelu_gradient); }
void test_of_gelu_by_tanh(void) { check_all(gelu_by_tanh, gelu_by_tanh_of); }
void test_of_gelu_by_tanh_backward(void) { check_all(ck_kernels()->gelu_by_tanh_backward, gelu_by_tanh_gradient); }

static double tanh_gradient(double y, double gradient) { return gradient * (1 - y * y); }
FUNCTION_TEST(tanh, tanh, 1)
void test_of_tanh_backward(void) { check_all(ck_kernels()->tanh_backward, tanh_gradient); }
