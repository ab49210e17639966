CK_INLINE void ck_adamw_vector(float *values, const float *gradient, float *first, float *second, struct ck_adamw how) {
  const ck_vector g = ck_load(gradient), m0 = ck_load(first);
  const ck_vector m = m0 + how.first_weight * (g - m0);
  const ck_vector v = __builtin_elementwise_fma(how.second_weight * g, g, ck_load(second) * how.second_beta);
  ck_store(first, m);
  ck_store(second, v);
  const ck_vector scale = __builtin_elementwise_sqrt(v) / how.second_correction + how.epsilon;
  ck_store(values, ck_load(values) * how.decay + (how.step * m) / scale);
}

// Written in vectors, as the compiler would take half of one: whole ones lose less time with numbers below the normal range, to which the
// moments of a row sink that is seldom used.
static void ck_loop_adamw(float *values, const float *gradient, float *first, float *second, size_t count, struct ck_adamw how) {
  size_t i = 0;
  for (; i + CK_WIDTH <= count; i += CK_WIDTH) ck_adamw_vector(values + i, gradient + i, first + i, second + i, how);
  if (i == count) return;
  float rest[4][CK_WIDTH] = {0};
  const size_t size = (count - i) * sizeof(float);
  memcpy(rest[0], values + i, size);
  memcpy(rest[1], gradient + i, size);
  memcpy(rest[2], first + i, size);
  memcpy(rest[3], second + i, size);
  ck_adamw_vector(rest[0], rest[1], rest[2], rest[3], how);
  memcpy(values + i, rest[0], size);
  memcpy(first + i, rest[2], size);
  memcpy(second + i, rest[3], size);
}
