#include "tests.h"

enum { STATES = 624 };

static uint32_t *states(void) {
  const uint64_t *bits = draws(STATES);
  uint32_t *state = memory(STATES * sizeof *state);
  for (int i = 0; i < STATES; i++) state[i] = (uint32_t)bits[i];
  return state;
}

// As Matsumoto and Nishimura wrote it.
void test_of_twist(void) {
  uint32_t *state = states(), *expected = memory(STATES * sizeof *expected);
  memcpy(expected, state, STATES * sizeof *state);
  for (int i = 0; i < STATES; i++) {
    const uint32_t y = (expected[i] & 0x80000000u) | (expected[(i + 1) % STATES] & 0x7fffffffu);
    expected[i] = expected[(i + 397) % STATES] ^ y >> 1 ^ (y & 1 ? 0x9908b0dfu : 0);
  }
  ck_kernels()->twist(state);
  check_bytes(state, expected, STATES * sizeof *state, "%d", STATES);
}

void test_of_uniform(void) {
  EACH_COUNT(count) {
    const uint32_t *state = states();
    float *out = memory(count * sizeof *out), *expected = memory(count * sizeof *out);
    for (size_t i = 0; i < count; i++) {
      uint32_t y = state[i];
      y ^= y >> 11;
      y ^= (y << 7) & 0x9d2c5680u;
      y ^= (y << 15) & 0xefc60000u;
      y ^= y >> 18;
      expected[i] = ldexpf((float)(y % (1 << 24)), -24);
    }
    ck_kernels()->uniform(state, out, count);
    check(out, expected, count, "%zu", count);
  }
}

void test_of_scale_shift(void) {
  EACH_COUNT(count) {
    float *values = any_numbers(count), *expected = memory(count * sizeof *expected);
    for (size_t i = 0; i < count; i++) expected[i] = fmaf(values[i], 0.7f, -0.3f);
    ck_kernels()->scale_shift(values, 0.7f, -0.3f, count);
    check(values, expected, count, "%zu", count);
  }
}

static void check_exponential(const uint64_t *draws, size_t count, const char *words) {
  float *out = memory(count * sizeof *out), *expected = memory(count * sizeof *out);
  const uint64_t mask = ((uint64_t)1 << 53) - 1;
  for (size_t i = 0; i < count; i++) expected[i] = (float)-log1p(-(double)(draws[i] & mask) * 0x1p-53);
  ck_kernels()->exponential(draws, out, count);
  check(out, expected, count, "%s %zu", words, count);
}

void test_of_exponential(void) {
  EACH_COUNT(count) check_exponential(draws(count), count, "of draws");
  check_exponential(draws(50000), 50000, "of draws");
  // Draws whose numbers lie near the middle between two floats.
  const float *middles = numbers(10000, 0.01f, 4);
  uint64_t *near = memory(10000 * sizeof *near);
  for (size_t i = 0; i < 10000; i++) near[i] = (uint64_t)(-expm1(-((double)middles[i] + nextafterf(middles[i], 5)) / 2) * 0x1p53);
  check_exponential(near, 10000, "near the middle between two floats");
  const uint64_t most = ((uint64_t)1 << 53) - 1, ends[] = {0, 1, 2, (uint64_t)1 << 52, most, most - 1, most + 1, UINT64_MAX};
  check_exponential(ends, sizeof ends / sizeof *ends, "of the ends");
}

void test_of_normal_fill(void) {
  for (size_t count = 0; count <= 4096; count = count ? 4 * count : 16) {
    float *values = numbers(count, 0, 0.999999f);
    double *expected = memory(count * sizeof *expected);
    for (size_t i = 0; i < count; i++) {
      const size_t first = i / 16 * 16 + i % 8;
      const double radius = sqrt(-2 * log(1 - (double)values[first])), angle = 2 * M_PI * values[first + 8];
      expected[i] = radius * (i % 16 < 8 ? cos(angle) : sin(angle));
    }
    ck_kernels()->normal_fill(values, count);
    check_near(values, expected, count, (struct tolerance){0, 2e-6}, "%zu", count);
  }
}
