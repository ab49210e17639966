#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// out[batch, columns] = the maxima or minima of values[batch, rows, columns] over the rows, NaN where there is one; at least one row.
CK_KERNEL(void, max_rows, (const float *values, float *out, size_t batch, size_t rows, size_t columns))
CK_KERNEL(void, min_rows, (const float *values, float *out, size_t batch, size_t rows, size_t columns))
// out[rows] = the maxima or minima of values[rows, columns], NaN where there is one; at least one column.
CK_KERNEL(void, max_columns, (const float *values, float *out, size_t rows, size_t columns))
CK_KERNEL(void, min_columns, (const float *values, float *out, size_t rows, size_t columns))
// out[rows] = where each row has its maximum or minimum, or NaN, first; at least one column.
CK_KERNEL(void, argmax, (const float *values, ptrdiff_t *out, size_t rows, size_t columns))
CK_KERNEL(void, argmin, (const float *values, ptrdiff_t *out, size_t rows, size_t columns))

#pragma clang assume_nonnull end
#else

// The extremum of each lane and of another one of the same vector.
#define CK_FOLD_LANES(precedes, x, ...)                                   \
  do {                                                                    \
    const ck_sixteen other_ = __builtin_shufflevector(x, x, __VA_ARGS__); \
    x = ck_choose(other_ precedes x, other_, x);                          \
  } while (0)

// The loops for maxima, where a number precedes those that are less, and for minima: NaN precedes all.
#define CK_EXTREMA(name, place, precedes)                                                                                      \
  CK_INLINE float ck_##name##_of_two(float x, float y) { return x precedes y || x != x ? x : y; }                                \
                                                                                                                               \
  static void ck_loop_##name##_rows(const float *values, float *out, size_t batch, size_t rows, size_t columns) {              \
    for (size_t b = 0; b < batch; b++) {                                                                                       \
      const float *x = values + b * rows * columns;                                                                            \
      float *y = out + b * columns;                                                                                            \
      for (size_t c = 0; c < columns; c++) y[c] = x[c];                                                                        \
      for (size_t row = 1; row < rows; row++)                                                                                  \
        for (size_t c = 0; c < columns; c++) y[c] = ck_##name##_of_two(x[row * columns + c], y[c]);                                     \
    }                                                                                                                          \
  }                                                                                                                            \
                                                                                                                               \
  CK_INLINE float ck_row_##name(const float *values, size_t count) {                                                           \
    float first = values[0];                                                                                                   \
    size_t i = 1;                                                                                                              \
    if (count >= 16) {                                                                                                         \
      ck_sixteen lanes = ck_load_sixteen(values, 16);                                                                          \
      ck_sixteen_integers is_nan = {0};                                                                                        \
      for (i = 0; i + 16 <= count; i += 16) {                                                                                  \
        const ck_sixteen x = ck_load_sixteen(values + i, 16);                                                                  \
        is_nan |= x != x;                                                                                                      \
        lanes = ck_choose(x precedes lanes, x, lanes);                                                                         \
      }                                                                                                                        \
      if (__builtin_reduce_or(is_nan)) return __builtin_nanf("");                                                              \
      CK_FOLD_LANES(precedes, lanes, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);                                    \
      CK_FOLD_LANES(precedes, lanes, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);                                    \
      CK_FOLD_LANES(precedes, lanes, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);                                    \
      first = ck_##name##_of_two(lanes[1], lanes[0]);                                                                                   \
    }                                                                                                                          \
    for (; i < count; i++) first = ck_##name##_of_two(values[i], first);                                                                \
    return first;                                                                                                              \
  }                                                                                                                            \
                                                                                                                               \
  static void ck_loop_##name##_columns(const float *values, float *out, size_t rows, size_t columns) {                         \
    for (size_t row = 0; row < rows; row++) out[row] = ck_row_##name(values + row * columns, columns);                         \
  }                                                                                                                            \
                                                                                                                               \
  static void ck_loop_##place(const float *values, ptrdiff_t *out, size_t rows, size_t columns) {                              \
    for (size_t row = 0; row < rows; row++) {                                                                                  \
      const float *x = values + row * columns;                                                                                 \
      const float first = ck_row_##name(x, columns);                                                                           \
      size_t c = 0;                                                                                                            \
      for (; c + 16 <= columns; c += 16) {                                                                                     \
        const ck_sixteen numbers = ck_load_sixteen(x + c, 16);                                                                 \
        if (__builtin_reduce_or((numbers == first) | (numbers != numbers))) break;                                             \
      }                                                                                                                        \
      while (x[c] != first && x[c] == x[c]) c++;                                                                               \
      out[row] = (ptrdiff_t)c;                                                                                                 \
    }                                                                                                                          \
  }

CK_EXTREMA(max, argmax, >)
CK_EXTREMA(min, argmin, <)

#endif
