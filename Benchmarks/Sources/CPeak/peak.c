#include "peak.h"

#include <stdlib.h>
#include <string.h>

// As many chains as hide the latency of an operation, and leave registers for the two factors.
#define PEAK(name, width, chains, operation)                                                 \
  static void name(size_t rounds, float *sink) {                                             \
    typedef float vector __attribute__((vector_size(4 * width)));                            \
    vector sums[chains], x = *sink - (vector){0}, y = x * 0.5f;                              \
    for (int i = 0; i < chains; i++) sums[i] = x * (float)i;                                 \
    for (size_t round = 0; round < rounds; round++)                                          \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < chains; i++)                    \
        sums[i] = operation(sums[i], x, y);                                                  \
    for (int i = 0; i < chains; i++)                                                         \
      for (int lane = 0; lane < width; lane++) *sink += sums[i][lane];                       \
  }

// A loop over vectors, which the system's memcpy doesn't beat where arrays fit a cache.
#define COPY(name, width)                                                                    \
  __attribute__((no_builtin("memcpy"))) static void name(float *restrict to, const float *restrict from, size_t count) {           \
    typedef float vector __attribute__((vector_size(4 * width), aligned(4)));                \
    for (size_t i = 0; i < count; i += width) *(vector *)(to + i) = *(const vector *)(from + i); \
  }

#define FUSED(sum, x, y) __builtin_elementwise_fma(sum, x, y)
// Without vectors that fuse, the compiler would call a function for each number.
#define SEPARATE(sum, x, y) ((sum) * (x) + (y))

#if defined(__x86_64__)
#define AVX512 __attribute__((target("arch=x86-64-v4")))
#define AVX2 __attribute__((target("arch=x86-64-v3")))
AVX512 PEAK(peak_16, 16, 12, FUSED)
AVX512 COPY(copy_16, 16)
AVX2 PEAK(peak_8, 8, 12, FUSED)
AVX2 COPY(copy_8, 8)
PEAK(peak_4, 4, 12, SEPARATE)
#else
PEAK(peak_4, 4, 24, FUSED)
#endif
COPY(copy_4, 4)

// The number of floats in the vectors that the kernels use.
static int width(void) {
#if defined(__x86_64__)
  const char *wanted = getenv("LESSONS_CPU");
  const int is_any = wanted && strcmp(wanted, "any") == 0, is_avx2 = wanted && strcmp(wanted, "avx2") == 0;
  __builtin_cpu_init();
  if (!is_any && !is_avx2 && __builtin_cpu_supports("x86-64-v4")) return 16;
  if (!is_any && __builtin_cpu_supports("x86-64-v3")) return 8;
#endif
  return 4;
}

double peak_run(size_t rounds, float *sink) {
#if defined(__x86_64__)
  const int floats = width();
  (floats == 16 ? peak_16 : floats == 8 ? peak_8 : peak_4)(rounds, sink);
  return 2.0 * 12 * floats * rounds;
#else
  return peak_4(rounds, sink), 2.0 * 24 * 4 * rounds;
#endif
}

void peak_copy(void *to, const void *from, size_t bytes) {
#if defined(__x86_64__)
  const int floats = width();
  (floats == 16 ? copy_16 : floats == 8 ? copy_8 : copy_4)(to, from, bytes / 4);
#else
  copy_4(to, from, bytes / 4);
#endif
}
