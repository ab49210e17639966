// Loops over the elements of tensors of two dimensions, of which an operand may have only one row, one column or one number.

#define CK_BINARY(name, expression)                                                                                                \
  static void name(const float *left, ptrdiff_t left_row, int left_step, const float *right, ptrdiff_t right_row, int right_step, \
                   float *out, size_t rows, size_t columns) {                                                                     \
    for (size_t row = 0; row < rows; row++) {                                                                                     \
      const float *l = left + (ptrdiff_t)row * left_row, *r = right + (ptrdiff_t)row * right_row;                                 \
      float *o = out + row * columns;                                                                                             \
      if (left_step && right_step) {                                                                                              \
        for (size_t c = 0; c < columns; c++) {                                                                                    \
          const float x = l[c], y = r[c];                                                                                         \
          o[c] = expression;                                                                                                      \
        }                                                                                                                         \
      } else if (left_step) {                                                                                                     \
        const float y = *r;                                                                                                       \
        for (size_t c = 0; c < columns; c++) {                                                                                    \
          const float x = l[c];                                                                                                   \
          o[c] = expression;                                                                                                      \
        }                                                                                                                         \
      } else {                                                                                                                    \
        const float x = *l;                                                                                                       \
        for (size_t c = 0; c < columns; c++) {                                                                                    \
          const float y = r[right_step ? c : 0];                                                                                  \
          o[c] = expression;                                                                                                      \
        }                                                                                                                         \
      }                                                                                                                           \
    }                                                                                                                             \
  }

CK_BINARY(ck_loop_add, x + y)
CK_BINARY(ck_loop_subtract, x - y)
CK_BINARY(ck_loop_multiply, x *y)
CK_BINARY(ck_loop_divide, x / y)

static void ck_loop_relu(const float *values, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = values[i] > 0.0f || values[i] != values[i] ? values[i] : 0.0f;
}

static void ck_loop_relu_backward(const float *values, const float *gradient, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = values[i] > 0.0f ? gradient[i] : 0.0f;
}

static void ck_loop_fill_where(const float *values, const unsigned char *mask, size_t period, float number, float *out, size_t count) {
  for (size_t start = 0; start < count; start += period)
    for (size_t i = 0; i < period; i++) out[start + i] = mask[i] ? number : values[start + i];
}

// Adds rows to a row, one after the other, and four for each time that the row is stored.
static void ck_loop_sum_rows(const float *values, float *out, size_t batch, size_t rows, size_t columns) {
  for (size_t b = 0; b < batch; b++) {
    const float *x = values + b * rows * columns;
    float *y = out + b * columns;
    for (size_t c = 0; c < columns; c++) y[c] = 0.0f;
    size_t row = 0;
    for (; row + 4 <= rows; row += 4, x += 4 * columns)
      for (size_t c = 0; c < columns; c++) y[c] = y[c] + x[c] + x[columns + c] + x[2 * columns + c] + x[3 * columns + c];
    for (; row < rows; row++, x += columns)
      for (size_t c = 0; c < columns; c++) y[c] += x[c];
  }
}

// All vectors but the first and the last are stored where a multiple of their size begins, as one that crosses a line of the cache takes
// twice as long.
CK_INLINE void ck_copy(const float *values, float *out, size_t count) {
  if (count < CK_WIDTH) {
    for (size_t i = 0; i < count; i++) out[i] = values[i];
    return;
  }
  ck_store(out, ck_load(values));
  for (size_t i = -((uintptr_t)out / sizeof *out) % CK_WIDTH; i + CK_WIDTH <= count; i += CK_WIDTH) ck_store(out + i, ck_load(values + i));
  ck_store(out + count - CK_WIDTH, ck_load(values + count - CK_WIDTH));
}

static void ck_loop_copy_rows(const float *values, ptrdiff_t values_row, float *out, ptrdiff_t out_row, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) ck_copy(values + (ptrdiff_t)row * values_row, out + (ptrdiff_t)row * out_row, columns);
}

static void ck_loop_gather(const float *rows, const ptrdiff_t *places, float *out, size_t count, size_t columns) {
  for (size_t i = 0; i < count; i++) ck_copy(rows + places[i] * (ptrdiff_t)columns, out + i * columns, columns);
}

static void ck_loop_scatter_add(const float *rows, const ptrdiff_t *places, float *out, size_t count, size_t columns) {
  for (size_t i = 0; i < count; i++) {
    const float *x = rows + i * columns;
    float *y = out + places[i] * (ptrdiff_t)columns;
    size_t c = 0;
    for (; c + CK_WIDTH <= columns; c += CK_WIDTH) ck_store(y + c, ck_load(y + c) + ck_load(x + c));
    for (; c < columns; c++) y[c] += x[c];
  }
}
