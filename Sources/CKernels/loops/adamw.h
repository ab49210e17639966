#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// One step of AdamW (Loshchilov and Hutter, 2017) in PyTorch's order; `first` and `second` are the moments. The second is moved with
// a fused multiply-add and the first without: PyTorch's builds differ in what they fuse, and with it in the last bit.
CK_KERNEL(void, adamw_step,
          (float *values, const float *gradient, float *first, float *second, size_t count, struct ck_adamw_params params))

#pragma clang assume_nonnull end
#else

CK_INLINE void ck_adamw_vector(float *values, const float *gradient, float *first, float *second, struct ck_adamw_params params) {
  const ck_vector g = ck_load(gradient), m0 = ck_load(first);
  const ck_vector m = m0 + params.first_weight * (g - m0);
  const ck_vector v = __builtin_elementwise_fma(params.second_weight * g, g, ck_load(second) * params.second_beta);
  ck_store(first, m);
  ck_store(second, v);
  const ck_vector scale = __builtin_elementwise_sqrt(v) / params.second_correction + params.epsilon;
  ck_store(values, ck_load(values) * params.decay + (params.step * m) / scale);
}

// Written with vectors, as the compiler would use half-width ones. Full-width ones lose less time on subnormal numbers, to which the
// moments of seldom used rows decay.
static void ck_loop_adamw_step(float *values, const float *gradient, float *first, float *second, size_t count,
                               struct ck_adamw_params params) {
  size_t i = 0;
  for (; i + CK_WIDTH <= count; i += CK_WIDTH) ck_adamw_vector(values + i, gradient + i, first + i, second + i, params);
  if (i == count) return;
  float rest[4][CK_WIDTH] = {0};
  const size_t size = (count - i) * sizeof(float);
  memcpy(rest[0], values + i, size);
  memcpy(rest[1], gradient + i, size);
  memcpy(rest[2], first + i, size);
  memcpy(rest[3], second + i, size);
  ck_adamw_vector(rest[0], rest[1], rest[2], rest[3], params);
  memcpy(values + i, rest[0], size);
  memcpy(first + i, rest[2], size);
  memcpy(second + i, rest[3], size);
}

#endif
