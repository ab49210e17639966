// Sums of rows in double, in sixteen lanes: rounded to float, they equal sums in order.

// `count` numbers, then zeros.
CK_INLINE ck_sixteen ck_load_sixteen(const float *values, size_t count) {
  if (count >= 16) return *(const ck_sixteen *)values;
#ifdef CK_LOAD_FIRST
  return CK_LOAD_FIRST(values, count);
#endif
  ck_sixteen numbers = {0};
  memcpy(&numbers, values, count * sizeof *values);
  return numbers;
}

CK_INLINE ck_doubles ck_widened(ck_sixteen numbers) { return __builtin_convertvector(numbers, ck_doubles); }

// `count` numbers as doubles, then zeros; by halves, as the processor widens eight while it loads them.
CK_INLINE ck_doubles ck_load_widened(const float *values, size_t count) {
  if (count < 16) return ck_widened(ck_load_sixteen(values, count));
  typedef float half __attribute__((vector_size(32), aligned(4)));
  typedef double wide __attribute__((vector_size(64)));
  const wide a = __builtin_convertvector(*(const half *)values, wide), b = __builtin_convertvector(*(const half *)(values + 8), wide);
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

CK_INLINE double ck_fold_doubles(ck_doubles sums) {
  typedef double eight __attribute__((vector_size(64)));
  typedef double four __attribute__((vector_size(32)));
  typedef double two __attribute__((vector_size(16)));
  const eight a = __builtin_shufflevector(sums, sums, 0, 1, 2, 3, 4, 5, 6, 7) +
                  __builtin_shufflevector(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15);
  const four b = __builtin_shufflevector(a, a, 0, 1, 2, 3) + __builtin_shufflevector(a, a, 4, 5, 6, 7);
  const two c = __builtin_shufflevector(b, b, 0, 1) + __builtin_shufflevector(b, b, 2, 3);
  return c[0] + c[1];
}

// The sum over a row of a function of the sixteen elements from c on: the row has `count` of them, the others must give 0.
#define CK_SUM_ROW(sum, columns, function)                          \
  do {                                                              \
    ck_doubles sums_ = {0};                                         \
    for (size_t c = 0; c < (columns); c += 16) {                    \
      const size_t count = (columns)-c < 16 ? (columns)-c : 16;     \
      sums_ += (function);                                          \
    }                                                               \
    sum = ck_fold_doubles(sums_);                                   \
  } while (0)
