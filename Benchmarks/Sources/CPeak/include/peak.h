#ifndef LESSONS_PEAK_H
#define LESSONS_PEAK_H

#include <stddef.h>

// Does nothing but fused multiply-adds in registers, in vectors of the size that the kernels use: LESSONS_CPU selects it as it selects
// them. Returns the number of floating-point operations.
double peak_run(size_t rounds, float *sink);

// Copies memory in a loop over vectors of that size; the number of bytes is a multiple of 64.
void peak_copy(void *to, const void *from, size_t bytes);

#endif
