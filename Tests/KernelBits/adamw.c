#include "tests.h"

void test_of_adamw_step(void) {
  const struct ck_adamw_params params = {
      .decay = 0.999f, .first_weight = 0.1f, .second_beta = 0.99f, .second_weight = 0.01f, .second_correction = 0.5f, .epsilon = 1e-8f,
      .step = -0.01f};
  EACH_COUNT(count) {
    float *values = numbers(count, -4, 4), *first = numbers(count, -4, 4), *second = numbers(count, 0, 2);
    const float *gradient = any_numbers(count);
    // Moments that have sunk below the normal range.
    for (size_t i = 0; i < count; i += 5) first[i] = -0x1p-140f, second[i] = 0x1p-145f;
    float *expected = copied(values, count), *expected_first = copied(first, count), *expected_second = copied(second, count);
    for (size_t i = 0; i < count; i++) {
      const float g = gradient[i], m = first[i] + params.first_weight * (g - first[i]);
      const float v = fmaf(params.second_weight * g, g, second[i] * params.second_beta);
      expected_first[i] = m;
      expected_second[i] = v;
      expected[i] = values[i] * params.decay + params.step * m / (sqrtf(v) / params.second_correction + params.epsilon);
    }
    ck_kernels()->adamw_step(values, gradient, first, second, count, params);
    check(values, expected, count, "%zu", count);
    check(first, expected_first, count, "%zu, first moments", count);
    check(second, expected_second, count, "%zu, second moments", count);
  }
}
