// The loops that need the processor's vector units. Every function gives the same bits on SSE2, AVX2 and AVX-512:
// a fused multiply-add is written out, sums keep one fixed order, and the compiler contracts nothing on its own.
//
// Dimensions are named batch, rows, columns; `inner` is the dimension that a product sums over. Pointers do not overlap,
// unless a comment says so.

#ifndef LESSONS_CK_H
#define LESSONS_CK_H

#include <stddef.h>

// Turns uniform numbers in [0, 1) into normal ones, in place: each block of 16 holds 8 radii and 8 angles (Box and Muller).
// `count` is a multiple of 16. PyTorch: normal_fill_AVX2.
void ck_normal_fill(float *values, size_t count);

// out[rows, columns] = left[rows, inner] x right[inner, columns], summed in the order of `inner` with fused multiply-add.
void ck_matmul(const float *left, const float *right, float *out, size_t rows, size_t inner, size_t columns);

// out[i] = exp(values[i]), within 1 ulp; `out` may be `values` (Sleef_expf_u10).
void ck_exp(const float *values, float *out, size_t count);

// out[rows, columns] = exp(x - max) / sum, each row by itself. PyTorch: vec_softmax_lastdim.
void ck_softmax(const float *values, float *out, size_t rows, size_t columns);

// out[rows, columns] = (x - max) - log(sum of exp(x - max)), each row by itself. PyTorch: vec_log_softmax_lastdim.
void ck_log_softmax(const float *values, float *out, size_t rows, size_t columns);

// The mean of -x[row, target of the row] over the rows, added up as PyTorch does. PyTorch: nll_loss_forward.
float ck_nll_mean(const float *values, const ptrdiff_t *targets, size_t rows, size_t columns);

// out[rows, columns] = (exp(x) - 1 at the target) * scale / rows, for logarithms of probabilities x.
void ck_cross_entropy_backward(const float *values, const ptrdiff_t *targets, float scale, float *out, size_t rows,
                               size_t columns);

// What one step of AdamW needs to know besides the numbers themselves.
struct ck_adamw {
  float decay;              // 1 - lr * weight decay
  float first_weight;       // 1 - beta1
  float second_beta;        // beta2
  float second_weight;      // 1 - beta2
  float second_correction;  // sqrt(1 - beta2^t)
  float epsilon;
  float step;               // -lr / (1 - beta1^t)
};

// One step of AdamW (Loshchilov and Hutter, 2017) in PyTorch's order; `first` and `second` are the moments. The second is moved with
// a fused multiply-add and the first without: PyTorch's builds differ in what they fuse, and with it in the last bit.
void ck_adamw_step(float *values, const float *gradient, float *first, float *second, size_t count, struct ck_adamw how);

#endif
