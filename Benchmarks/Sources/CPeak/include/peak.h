#ifndef LESSONS_PEAK_H
#define LESSONS_PEAK_H

#include <stddef.h>

// Does nothing but fused multiply-adds in registers, in twelve chains: 2 * 12 * width operations a round, where the width, which is
// returned, is the number of floats in the processor's vectors.
size_t peak_run(size_t rounds, float *sink);

#endif
