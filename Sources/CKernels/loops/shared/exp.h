// u * 2^q for whole numbers q from -159 to 159, rounded once.
CK_INLINE ck_vector ck_scaled(ck_vector u, ck_vector q) {
#ifdef CK_SCALE
  return CK_SCALE(u, q);
#else
  // In two steps, so that results below the normal range come out right.
  const ck_integers exponent = __builtin_convertvector(q, ck_integers), half = exponent >> 1;
  return u * (ck_vector)((half + 127) << 23) * (ck_vector)((exponent - half + 127) << 23);
#endif
}

// Sleef_expf_u10 with fused multiply-add, for numbers below 110. The last step's rounding makes numbers below -104 zero and numbers above
// 104 infinite; NaN passes through.
CK_INLINE ck_vector ck_expf_below(ck_vector x) {
  const ck_vector least = ck_spread(-110.0f);
  x = ck_select(x < least, least, x);
  const ck_vector q = __builtin_elementwise_rint(x * 1.4426950408889634f);
  ck_vector s = __builtin_elementwise_fma(q, ck_spread(-0.693145751953125f), x);
  s = __builtin_elementwise_fma(q, ck_spread(-1.428606765330187e-06f), s);
  ck_vector u = ck_spread(0.000198527617612853646f);
  u = __builtin_elementwise_fma(u, s, ck_spread(0.00139304355252534151f));
  u = __builtin_elementwise_fma(u, s, ck_spread(0.00833336077630519867f));
  u = __builtin_elementwise_fma(u, s, ck_spread(0.0416664853692054749f));
  u = __builtin_elementwise_fma(u, s, ck_spread(0.166666671633720398f));
  u = __builtin_elementwise_fma(u, s, ck_spread(0.5f));
  return ck_scaled(1.0f + __builtin_elementwise_fma(s * s, u, s), q);
}

CK_INLINE ck_vector ck_expf(ck_vector x) {
  const ck_vector most = ck_spread(110.0f);
  return ck_expf_below(ck_select(x > most, most, x));
}
