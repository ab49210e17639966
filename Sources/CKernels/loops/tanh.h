#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// out[i] = tanh(values[i]), within 1 ulp; `out` may be `values`. PyTorch: tanh, which calls MKL (vmsTanh).
CK_KERNEL(void, tanh, (const float *values, float *out, size_t count))
// out[i] = the gradient times 1 - y^2, where y is the result. PyTorch: tanh_backward.
CK_KERNEL(void, tanh_backward, (const float *results, const float *gradient, float *out, size_t count))

#pragma clang assume_nonnull end
#else

CK_INLINE ck_vector ck_tanh_slope(ck_vector y, ck_vector gradient) { return gradient * ck_fma(-y, y, ck_spread(1.0f)); }

static void ck_loop_tanh(const float *values, float *out, size_t count) { CK_EACH(ck_tanhf, values, out, count); }

static void ck_loop_tanh_backward(const float *results, const float *gradient, float *out, size_t count) {
  CK_EACH_PAIR(ck_tanh_slope, results, gradient, out, count);
}

#endif
