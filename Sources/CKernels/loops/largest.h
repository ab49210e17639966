// The larger number; NaN where one of them is.
CK_INLINE float ck_larger(float x, float y) { return x > y || x != x ? x : y; }

// Compares rows with a row, one after the other.
static void ck_loop_largest_rows(const float *values, float *out, size_t batch, size_t rows, size_t columns) {
  for (size_t b = 0; b < batch; b++) {
    const float *x = values + b * rows * columns;
    float *y = out + b * columns;
    for (size_t c = 0; c < columns; c++) y[c] = x[c];
    for (size_t row = 1; row < rows; row++)
      for (size_t c = 0; c < columns; c++) y[c] = ck_larger(x[row * columns + c], y[c]);
  }
}

// Compares the lanes with others of their own.
#define CK_LARGER_LANES(x, ...)                                           \
  do {                                                                    \
    const ck_sixteen other_ = __builtin_shufflevector(x, x, __VA_ARGS__); \
    x = ck_choose(other_ > x, other_, x);                                 \
  } while (0)

// The largest number of a row; NaN where there is one.
CK_INLINE float ck_largest(const float *values, size_t count) {
  float largest = values[0];
  size_t i = 1;
  if (count >= 16) {
    ck_sixteen most = ck_load_sixteen(values, 16);
    ck_sixteen_integers isUndefined = {0};
    for (i = 0; i + 16 <= count; i += 16) {
      const ck_sixteen x = ck_load_sixteen(values + i, 16);
      isUndefined |= x != x;
      most = ck_choose(x > most, x, most);
    }
    if (__builtin_reduce_or(isUndefined)) return __builtin_nanf("");
    CK_LARGER_LANES(most, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7);
    CK_LARGER_LANES(most, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
    CK_LARGER_LANES(most, 2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13);
    largest = ck_larger(most[1], most[0]);
  }
  for (; i < count; i++) largest = ck_larger(values[i], largest);
  return largest;
}

static void ck_loop_largest_columns(const float *values, float *out, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) out[row] = ck_largest(values + row * columns, columns);
}

static void ck_loop_argmax(const float *values, ptrdiff_t *out, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    const float *x = values + row * columns;
    const float largest = ck_largest(x, columns);
    size_t c = 0;
    for (; c + 16 <= columns; c += 16) {
      const ck_sixteen numbers = ck_load_sixteen(x + c, 16);
      if (__builtin_reduce_or((numbers == largest) | (numbers != numbers))) break;
    }
    while (x[c] != largest && x[c] == x[c]) c++;
    out[row] = (ptrdiff_t)c;
  }
}
