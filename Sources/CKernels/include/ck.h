// The loops that need the processor's vector units. Every function gives the same bits on SSE2, AVX2 and AVX-512:
// a fused multiply-add is written out, sums keep one fixed order, and the compiler contracts nothing on its own.
//
// Dimensions are named batch, rows, columns; `inner` is the dimension that a product sums over. Pointers do not overlap,
// unless a comment says so. Distances between elements are counted in elements.

#ifndef LESSONS_CK_H
#define LESSONS_CK_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

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

// out[rows, columns] from two operands, whose rows are `row` elements apart (0: all are the same); `step` is 1, or 0 for an operand of
// which a row is one number. `out` may be an operand.
typedef void ck_binary(const float *left, ptrdiff_t left_row, int left_step, const float *right, ptrdiff_t right_row, int right_step,
                       float *out, size_t rows, size_t columns);

struct ck_table {
  // Turns uniform numbers in [0, 1) into normal ones, in place: each block of 16 holds 8 radii and 8 angles (Box and Muller).
  // `count` is a multiple of 16. PyTorch: normal_fill_AVX2.
  void (*normal_fill)(float *values, size_t count);

  // Replaces the 624 states of mt19937 by the next ones.
  void (*twist)(uint32_t *state);

  // out[i] = the low 24 bits of the draw that a state gives, times 2^-24.
  void (*uniform)(const uint32_t *state, float *out, size_t count);

  // values[i] = values[i] * width + low, rounded once.
  void (*stretch)(float *values, float width, float low, size_t count);

  // out[i] = -log1p(-u) in double, then rounded, where u is the low 53 bits of a draw, times 2^-53. PyTorch: exponential_distribution.
  void (*exponential)(const uint64_t *draws, float *out, size_t count);

  // out[rows, columns] = left[rows, inner] x right[inner, columns], summed in the order of `inner` with fused multiply-add.
  void (*matmul)(const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
                 ptrdiff_t right_column, float *out, size_t rows, size_t inner, size_t columns);

  ck_binary *add, *subtract, *multiply, *divide;

  // out[i] = the value, or 0 where it is negative.
  void (*relu)(const float *values, float *out, size_t count);
  // out[i] = the gradient where the value is positive, else 0.
  void (*relu_backward)(const float *values, const float *gradient, float *out, size_t count);

  // out[i] = the number where mask[i % period] is not 0, else the value; `count` is a multiple of `period`.
  void (*fill_where)(const float *values, const unsigned char *mask, size_t period, float number, float *out, size_t count);

  // out[rows, columns] = values[rows, columns], where the rows are so far apart.
  void (*copy_rows)(const float *values, ptrdiff_t values_row, float *out, ptrdiff_t out_row, size_t rows, size_t columns);

  // The sum of all numbers, added in double.
  double (*sum)(const float *values, size_t count);
  // out[batch, columns] = the sums of values[batch, rows, columns] over the rows, added in order.
  void (*sum_rows)(const float *values, float *out, size_t batch, size_t rows, size_t columns);
  // out[rows] = the sums of values[rows, columns], added in double.
  void (*sum_columns)(const float *values, float *out, size_t rows, size_t columns);

  // The same for the largest numbers; NaN where there is one. There is at least one row, and one column.
  void (*largest_rows)(const float *values, float *out, size_t batch, size_t rows, size_t columns);
  void (*largest_columns)(const float *values, float *out, size_t rows, size_t columns);
  // out[rows] = where the largest number of each row stands first, or NaN does.
  void (*argmax)(const float *values, ptrdiff_t *out, size_t rows, size_t columns);

  // out[i] = rows[places[i]], for rows of so many columns.
  void (*gather)(const float *rows, const ptrdiff_t *places, float *out, size_t count, size_t columns);
  // out[places[i]] += rows[i], in order, for rows of so many columns.
  void (*scatter_add)(const float *rows, const ptrdiff_t *places, float *out, size_t count, size_t columns);

  // out[i] = exp(values[i]), within 1 ulp; `out` may be `values` (Sleef_expf_u10).
  void (*exp)(const float *values, float *out, size_t count);

  // out[rows, columns] = exp(x - max) / sum, each row by itself. PyTorch: vec_softmax_lastdim.
  void (*softmax)(const float *values, float *out, size_t rows, size_t columns);
  // out[rows, columns] = (gradient - sum of gradient * result) * result, each row by itself.
  void (*softmax_backward)(const float *gradient, const float *result, float *out, size_t rows, size_t columns);

  // out[rows, columns] = (x - max) - log(sum of exp(x - max)), each row by itself. PyTorch: vec_log_softmax_lastdim.
  void (*log_softmax)(const float *values, float *out, size_t rows, size_t columns);

  // maxima[rows] and logarithms[rows]: of each row of values[rows, columns] the largest number, and log(sum of exp(x - max)).
  void (*log_sums)(const float *values, float *maxima, float *logarithms, size_t rows, size_t columns);

  // out[rows, columns] = (the probability - 1 at the target) * scale / all_rows, where a probability is exp((x - max) - log), of the
  // numbers that log_sums gives; the rows may be some of all.
  void (*cross_entropy_backward)(const float *values, const float *maxima, const float *logarithms, const ptrdiff_t *targets, float scale,
                                 float *out, size_t rows, size_t columns, size_t all_rows);

  // normal[rows, columns] = the rows shifted to mean 0 and scaled by scales[rows] to variance 1; out = normal * weight + bias. `normal`
  // and `scales` are wanted for a gradient only.
  void (*layer_norm)(const float *values, const float *weight, const float *bias, float epsilon, float *_Nullable normal,
                     float *_Nullable scales, float *out, size_t rows, size_t columns);
  // The gradient of the values from that of the result.
  void (*layer_norm_backward)(const float *gradient, const float *weight, const float *normal, const float *scale, float *out,
                              size_t rows, size_t columns);

  // One step of AdamW (Loshchilov and Hutter, 2017) in PyTorch's order; `first` and `second` are the moments. The second is moved with
  // a fused multiply-add and the first without: PyTorch's builds differ in what they fuse, and with it in the last bit.
  void (*adamw_step)(float *values, const float *gradient, float *first, float *second, size_t count, struct ck_adamw how);
};

// The functions for the processor that the program runs on. LESSONS_CPU=avx2 or =any asks for those of a lesser one.
const struct ck_table *ck_kernels(void);

// Which they are: avx512, avx2 or any.
const char *ck_processor(void);

// How many processors the program may use.
int ck_processors(void);

// Keeps a thread away from the processor that this one runs on now, on Linux: a thread that is woken is else put beside the one that
// woke it for some milliseconds. Returns 0 where there is no other processor.
int ck_keep_apart(unsigned long thread);

// Tells the processor that the program waits for another thread.
static inline void ck_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

// The mean over the rows of -((x - max) - log) at the target, of the numbers that log_sums gives, added up as PyTorch does. PyTorch:
// nll_loss_forward.
float ck_nll_mean(const float *values, const float *maxima, const float *logarithms, const ptrdiff_t *targets, size_t rows,
                  size_t columns);

#pragma clang assume_nonnull end

#endif
