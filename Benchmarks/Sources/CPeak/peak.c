#include "peak.h"

#define PEAK(name, width)                                                                    \
  static void name(size_t rounds, float *sink) {                                             \
    typedef float vector __attribute__((vector_size(4 * width)));                            \
    vector sums[12], x = *sink - (vector){0}, y = x * 0.5f;                                  \
    for (int i = 0; i < 12; i++) sums[i] = x * (float)i;                                     \
    for (size_t round = 0; round < rounds; round++)                                          \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < 12; i++)                        \
        sums[i] = __builtin_elementwise_fma(sums[i], x, y);                                  \
    for (int i = 0; i < 12; i++)                                                             \
      for (int lane = 0; lane < width; lane++) *sink += sums[i][lane];                       \
  }

#if defined(__x86_64__)
__attribute__((target("arch=x86-64-v4"))) PEAK(peak_16, 16)
__attribute__((target("arch=x86-64-v3"))) PEAK(peak_8, 8)
#endif
PEAK(peak_4, 4)

size_t peak_run(size_t rounds, float *sink) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("x86-64-v4")) return peak_16(rounds, sink), 16;
  if (__builtin_cpu_supports("x86-64-v3")) return peak_8(rounds, sink), 8;
#endif
  return peak_4(rounds, sink), 4;
}
