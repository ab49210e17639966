// Four numbers of a row.
typedef float ck_quad __attribute__((vector_size(16), aligned(4)));

CK_INLINE ck_quad ck_load_quad(const float *values) { return *(const ck_quad *)values; }

// The numbers of the rows i, i + 4, i + 8 and so on, one after the other.
CK_INLINE ck_vector ck_load_quads(const float *values, ptrdiff_t values_row) {
  const float *x = values;
  const ptrdiff_t row = 4 * values_row;
#if CK_WIDTH == 4
  return ck_load_quad(x);
#elif CK_WIDTH == 8
  return __builtin_shufflevector(ck_load_quad(x), ck_load_quad(x + row), 0, 1, 2, 3, 4, 5, 6, 7);
#else
  typedef float ck_octet __attribute__((vector_size(32)));
  const ck_octet first = __builtin_shufflevector(ck_load_quad(x), ck_load_quad(x + row), 0, 1, 2, 3, 4, 5, 6, 7);
  const ck_octet second = __builtin_shufflevector(ck_load_quad(x + 2 * row), ck_load_quad(x + 3 * row), 0, 1, 2, 3, 4, 5, 6, 7);
  return __builtin_shufflevector(first, second, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
#endif
}

// For each four places of two vectors: a choice of those of the first (0 to 3) and of the second (CK_WIDTH to CK_WIDTH + 3).
#if CK_WIDTH == 4
#define CK_SHUFFLE(x, y, a, b, c, d) __builtin_shufflevector(x, y, a, b, c, d)
#elif CK_WIDTH == 8
#define CK_SHUFFLE(x, y, a, b, c, d) __builtin_shufflevector(x, y, a, b, c, d, a + 4, b + 4, c + 4, d + 4)
#else
#define CK_SHUFFLE(x, y, a, b, c, d)                                                                                    \
  __builtin_shufflevector(x, y, a, b, c, d, a + 4, b + 4, c + 4, d + 4, a + 8, b + 8, c + 8, d + 8, a + 12, b + 12, c + 12, d + 12)
#endif

// The first four columns of CK_WIDTH rows.
CK_INLINE void ck_load_columns(const float *values, ptrdiff_t values_row, ck_vector columns[4]) {
  enum { W = CK_WIDTH };
  ck_vector rows[4];
#pragma clang loop unroll(full)
  for (int i = 0; i < 4; i++) rows[i] = ck_load_quads(values + i * values_row, values_row);
  const ck_vector a = CK_SHUFFLE(rows[0], rows[1], 0, W, 1, W + 1), b = CK_SHUFFLE(rows[0], rows[1], 2, W + 2, 3, W + 3);
  const ck_vector c = CK_SHUFFLE(rows[2], rows[3], 0, W, 1, W + 1), d = CK_SHUFFLE(rows[2], rows[3], 2, W + 2, 3, W + 3);
  columns[0] = CK_SHUFFLE(a, c, 0, 1, W, W + 1);
  columns[1] = CK_SHUFFLE(a, c, 2, 3, W + 2, W + 3);
  columns[2] = CK_SHUFFLE(b, d, 0, 1, W, W + 1);
  columns[3] = CK_SHUFFLE(b, d, 2, 3, W + 2, W + 3);
}
