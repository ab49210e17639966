// The loops that need the processor's vector units, and what else Swift leaves to C. Every loop gives the same bits on SSE2, AVX2,
// AVX-512 and 64-bit Arm: a fused multiply-add is written out, sums keep one fixed order, and the compiler contracts nothing on its own.
//
// Dimensions are named batch, rows, columns; `inner` is the dimension that a product sums over. Pointers do not overlap,
// unless a comment says so. Distances between elements are counted in elements.

#ifndef LESSONS_CK_H
#define LESSONS_CK_H

#include <stddef.h>
#include <stdint.h>

// The numbers that a step of AdamW uses.
struct ck_adamw_params {
  float decay;              // 1 - lr * weight decay
  float first_weight;       // 1 - beta1
  float second_beta;        // beta2
  float second_weight;      // 1 - beta2
  float second_correction;  // sqrt(1 - beta2^t)
  float epsilon;
  float step;               // -lr / (1 - beta1^t)
};

// The largest inner dimension of a product that is added to what is there.
enum { CK_MOST_INNER_ADDED = 256 };

// A pointer to each kernel that a file of loops/families.h lists.
struct ck_table {
#define CK_KERNEL(result, name, parameters) result(*name) parameters;
#include "../loops/families.h"
#undef CK_KERNEL
};

#pragma clang assume_nonnull begin

// The kernels for the processor that the program runs on. On x86, LESSONS_CPU=avx2 or LESSONS_CPU=any selects those of a lesser one.
const struct ck_table *ck_kernels(void);

// The name of that kind of processor: avx512, avx2, neon (64-bit Arm) or any.
const char *ck_processor(void);

// The number of processors that the program may use.
int ck_processors(void);

// Keeps a thread away from the processor that the calling thread runs on: otherwise Linux puts a woken thread where the one that woke it
// runs, for some milliseconds. Returns 0 where there is no other processor; does nothing on other systems.
int ck_keep_apart(unsigned long thread);

// Tells the processor that the program waits for another thread.
static inline void ck_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ __volatile__("yield");
#endif
}

// The mean over the rows of -((x - max) - log) at the target, with the numbers that max_and_log_sum_exp gives, in PyTorch's order of
// additions. PyTorch: nll_loss_forward.
float ck_nll_mean(const float *values, const float *maxima, const float *logarithms, const ptrdiff_t *targets, size_t rows,
                  size_t columns);

#pragma clang assume_nonnull end

#endif
