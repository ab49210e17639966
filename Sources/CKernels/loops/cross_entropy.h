#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// out[rows, columns] = (the probability - 1 at the target) * scale / all_rows, where a probability is exp((x - max) - log), with the
// numbers that max_and_log_sum_exp gives. The rows may be a part of all_rows.
CK_KERNEL(void, cross_entropy_backward,
          (const float *values, const float *maxima, const float *logarithms, const ptrdiff_t *targets, float scale, float *out,
           size_t rows, size_t columns, size_t all_rows))

#pragma clang assume_nonnull end
#else

// The gradient without the targets' part. A probability's logarithm is rounded before its exponential is taken, as in PyTorch.
CK_INLINE ck_vector ck_share(ck_vector x, ck_vector max, ck_vector log, ck_vector share) {
  return ck_expf_of_negative(x - max - log) * share;
}

static void ck_loop_cross_entropy_backward(const float *values, const float *maxima, const float *logarithms, const ptrdiff_t *targets,
                                           float scale, float *out, size_t rows, size_t columns, size_t all_rows) {
  const float share = scale / (float)all_rows;
  ck_by_rows(ck_share, values, maxima, logarithms, share, out, rows, columns);
  for (size_t row = 0; row < rows; row++) out[row * columns + (size_t)targets[row]] -= share;
}

#endif
