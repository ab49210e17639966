// Sleef_expf_u10 with fused multiply-add: e^x = 2^q * (1 + ...), where q is x / log 2, rounded to a whole number.
CK_INLINE ck_vector ck_expf_mantissa(ck_vector x, ck_vector q) {
  ck_vector s = __builtin_elementwise_fma(q, ck_spread(-0.693145751953125f), x);
  s = __builtin_elementwise_fma(q, ck_spread(-1.428606765330187e-06f), s);
  ck_vector u = ck_spread(0.000198527617612853646f);
  u = __builtin_elementwise_fma(u, s, ck_spread(0.00139304355252534151f));
  u = __builtin_elementwise_fma(u, s, ck_spread(0.00833336077630519867f));
  u = __builtin_elementwise_fma(u, s, ck_spread(0.0416664853692054749f));
  u = __builtin_elementwise_fma(u, s, ck_spread(0.166666671633720398f));
  u = __builtin_elementwise_fma(u, s, ck_spread(0.5f));
  return 1.0f + __builtin_elementwise_fma(s * s, u, s);
}

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

// Numbers below -104 give zero, numbers above 104 infinity; NaN passes through.
CK_INLINE ck_vector ck_expf(ck_vector x) {
  const ck_vector least = ck_spread(-110.0f), most = ck_spread(110.0f);
  x = ck_select(x > most, most, x);
  x = ck_select(x < least, least, x);
  const ck_vector q = __builtin_elementwise_rint(x * 1.4426950408889634f);
  return ck_scaled(ck_expf_mantissa(x, q), q);
}

// The same for numbers that are not above 0, and NaN, with fewer instructions.
CK_INLINE ck_vector ck_expf_of_negative(ck_vector x) {
  const ck_vector least = ck_spread(-110.0f);
  x = ck_select(x < least, least, x);
#ifdef CK_SCALE
  const ck_vector q = __builtin_elementwise_rint(x * 1.4426950408889634f);
  return ck_scaled(ck_expf_mantissa(x, q), q);
#else
  // In a float of this size the last bit is worth 1: the sum is a whole number, and its last eight bits are q + 65 + 127, which, moved
  // there, is the exponent of 2^(q + 65). What is added is even, so that halves are rounded to an even q.
  const ck_vector even = ck_spread(0x1.8p23f + 65 + 127);
  const ck_vector sum = x * 1.4426950408889634f + even;
  return ck_expf_mantissa(x, sum - even) * (ck_vector)((ck_integers)sum << 23) * 0x1p-65f;
#endif
}
