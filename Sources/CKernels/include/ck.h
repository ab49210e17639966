// The loops that need the processor's vector units. Every function gives the same bits on SSE2, AVX2 and AVX-512:
// a fused multiply-add is written out, sums keep one fixed order, and the compiler contracts nothing on its own.
//
// Dimensions are named batch, rows, columns; `inner` is the dimension that a product sums over. Pointers do not overlap.

#ifndef LESSONS_CK_H
#define LESSONS_CK_H

#include <stddef.h>

// Turns uniform numbers in [0, 1) into normal ones, in place: each block of 16 holds 8 radii and 8 angles (Box and Muller).
// `count` is a multiple of 16. PyTorch: normal_fill_AVX2.
void ck_normal_fill(float *values, size_t count);

// out[rows, columns] = left[rows, inner] x right[inner, columns], summed in the order of `inner` with fused multiply-add.
void ck_matmul(const float *left, const float *right, float *out, size_t rows, size_t inner, size_t columns);

// out[rows, columns] = exp(x - max) / sum, each row by itself. PyTorch: vec_softmax_lastdim.
void ck_softmax(const float *values, float *out, size_t rows, size_t columns);

// out[i] = exp(values[i]), within 1 ulp (Sleef_expf_u10).
void ck_exp(const float *values, float *out, size_t count);

#endif
