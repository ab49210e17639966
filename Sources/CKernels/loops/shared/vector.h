// CK_WIDTH floats, which need not be aligned, and CK_WIDTH integers.
typedef float ck_vector __attribute__((vector_size(4 * CK_WIDTH), aligned(4)));
typedef int32_t ck_integers __attribute__((vector_size(4 * CK_WIDTH), aligned(4)));

// Sixteen floats, integers, doubles and long integers on any processor.
typedef float ck_sixteen __attribute__((vector_size(64), aligned(4)));
typedef int32_t ck_sixteen_integers __attribute__((vector_size(64), aligned(4)));
typedef double ck_doubles __attribute__((vector_size(128)));
typedef int64_t ck_longs __attribute__((vector_size(128)));

CK_INLINE ck_vector ck_load(const float *values) { return *(const ck_vector *)values; }

CK_INLINE void ck_store(float *out, ck_vector values) { *(ck_vector *)out = values; }

CK_INLINE ck_vector ck_spread(float value) { return value - (ck_vector){0}; }

// The first where all bits of the mask are set, the second where none is.
CK_INLINE ck_vector ck_select(ck_integers mask, ck_vector first, ck_vector second) {
  return (ck_vector)((mask & (ck_integers)first) | (~mask & (ck_integers)second));
}

CK_INLINE ck_sixteen ck_choose(ck_sixteen_integers mask, ck_sixteen first, ck_sixteen second) {
  return (ck_sixteen)((mask & (ck_sixteen_integers)first) | (~mask & (ck_sixteen_integers)second));
}

// Goes through at least CK_WIDTH numbers by vectors; the last vector overlaps the one before it if the numbers do not fill it.
#define CK_STEPS(i, count) \
  for (size_t i = 0; i < (count); i = (count)-i >= 2 * CK_WIDTH || (count)-i == CK_WIDTH ? i + CK_WIDTH : (count)-CK_WIDTH)

// Applies a function of a vector to all numbers; the last ones, which may not fill a vector, are padded with zeros.
#define CK_EACH(function, values, out, count)                                            \
  do {                                                                                   \
    size_t i_ = 0;                                                                       \
    for (; i_ + CK_WIDTH <= (count); i_ += CK_WIDTH)                                     \
      ck_store((out) + i_, function(ck_load((values) + i_)));                            \
    if (i_ < (count)) {                                                                  \
      float rest_[CK_WIDTH] = {0};                                                       \
      memcpy(rest_, (values) + i_, ((count)-i_) * sizeof *rest_);                        \
      ck_store(rest_, function(ck_load(rest_)));                                         \
      memcpy((out) + i_, rest_, ((count)-i_) * sizeof *rest_);                           \
    }                                                                                    \
  } while (0)
