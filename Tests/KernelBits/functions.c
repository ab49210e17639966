#include "tests.h"

static void check_function_of(const float *values, size_t count, function_kernel *kernel, double (*reference)(double), double ulps,
                              const char *words) {
  double *expected = memory(count * sizeof *expected);
  for (size_t i = 0; i < count; i++) expected[i] = reference(values[i]);
  float *out = memory(count * sizeof *out), *in_place = copied(values, count);
  kernel(values, out, count);
  check_near(out, expected, count, (struct tolerance){ulps, 0}, "%s %zu", words, count);
  kernel(in_place, in_place, count);
  check_near(in_place, expected, count, (struct tolerance){ulps, 0}, "%s in place %zu", words, count);
}

void check_function(function_kernel *kernel, double (*reference)(double), double ulps) {
  EACH_COUNT(count) {
    check_function_of(numbers(count, -4, 4), count, kernel, reference, ulps, "of numbers");
    check_function_of(any_numbers(count), count, kernel, reference, ulps, "of any numbers");
  }
  check_function_of(every_exponent(), EVERY_EXPONENT, kernel, reference, ulps, "of every exponent");
}

static void check_gradient_of(const float *values, const float *gradient, size_t count, gradient_kernel *kernel,
                              double (*reference)(double, double), double ulps, const char *words) {
  double *expected = memory(count * sizeof *expected);
  for (size_t i = 0; i < count; i++) expected[i] = reference(values[i], gradient[i]);
  float *out = memory(count * sizeof *out);
  kernel(values, gradient, out, count);
  check_near(out, expected, count, (struct tolerance){ulps, 0}, "%s %zu", words, count);
}

void check_gradient(gradient_kernel *kernel, double (*reference)(double, double), double ulps) {
  EACH_COUNT(count) {
    check_gradient_of(numbers(count, -4, 4), numbers(count, -1, 1), count, kernel, reference, ulps, "of numbers");
    check_gradient_of(any_numbers(count), any_numbers(count), count, kernel, reference, ulps, "of any numbers");
  }
  check_gradient_of(every_exponent(), numbers(EVERY_EXPONENT, -1, 1), EVERY_EXPONENT, kernel, reference, ulps, "of every exponent");
}
