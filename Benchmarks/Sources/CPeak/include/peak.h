#ifndef LESSONS_PEAK_H
#define LESSONS_PEAK_H

#include <stddef.h>

// Does nothing but fused multiply-adds in registers, in twelve chains: 2 * 12 * width operations a round, where the width is what is
// returned: how many floats the processor's vectors have.
size_t peak_run(size_t rounds, float *sink);

#endif
