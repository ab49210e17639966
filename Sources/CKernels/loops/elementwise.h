#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// out[rows, columns] from two operands, whose rows are `left_row` and `right_row` elements apart (0: all rows are the same); a step is 1,
// or 0 for an operand with one number for a whole row. `out` may be an operand.
#define CK_BINARY_PARAMETERS                                                                                                  \
  (const float *left, ptrdiff_t left_row, int left_step, const float *right, ptrdiff_t right_row, int right_step, float *out, \
   size_t rows, size_t columns)
CK_KERNEL(void, add, CK_BINARY_PARAMETERS)
CK_KERNEL(void, subtract, CK_BINARY_PARAMETERS)
CK_KERNEL(void, multiply, CK_BINARY_PARAMETERS)
CK_KERNEL(void, divide, CK_BINARY_PARAMETERS)

// out[i] = exp(values[i]), within 1 ulp; `out` may be `values` (Sleef_expf_u10).
CK_KERNEL(void, exp, (const float *values, float *out, size_t count))

// out[i] = the value, or 0 where it is negative; -0 and NaN stay as they are.
CK_KERNEL(void, relu, (const float *values, float *out, size_t count))
// out[i] = the gradient, or 0 where the value is 0 or negative.
CK_KERNEL(void, relu_backward, (const float *values, const float *gradient, float *out, size_t count))

// out[i] = the value, or the nearest of the bounds `low` and `high` where it lies outside; NaN stays as it is.
CK_KERNEL(void, clamp, (const float *values, float low, float high, float *out, size_t count))
// out[i] = the gradient, or 0 where the value is NaN or lies outside the bounds.
CK_KERNEL(void, clamp_backward, (const float *values, const float *gradient, float low, float high, float *out, size_t count))

// out[i] = the value without its sign.
CK_KERNEL(void, abs, (const float *values, float *out, size_t count))
// out[i] = the value * the value * the value, each product rounded.
CK_KERNEL(void, cube, (const float *values, float *out, size_t count))

// out[i] = first[i] where mask[i] is not 0, else second[i].
CK_KERNEL(void, choose, (const unsigned char *mask, const float *first, const float *second, float *out, size_t count))
// out[i] = the number where mask[i % period] is not 0, else the value; `count` is a multiple of `period`; `out` may be `values`.
CK_KERNEL(void, masked_fill,
          (const float *values, const unsigned char *mask, size_t period, float number, float *out, size_t count))

#pragma clang assume_nonnull end
#else

#define CK_BINARY(name, expression)                                                                                               \
  static void name CK_BINARY_PARAMETERS {                                                                                         \
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
  for (size_t i = 0; i < count; i++) out[i] = values[i] < 0.0f ? 0.0f : values[i];
}

static void ck_loop_relu_backward(const float *values, const float *gradient, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = values[i] <= 0.0f ? 0.0f : gradient[i];
}

static void ck_loop_clamp(const float *values, float low, float high, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) {
    const float x = values[i] < low ? low : values[i];
    out[i] = x > high ? high : x;
  }
}

static void ck_loop_clamp_backward(const float *values, const float *gradient, float low, float high, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = ((values[i] >= low) & (values[i] <= high)) ? gradient[i] : 0.0f;
}

static void ck_loop_abs(const float *values, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = __builtin_fabsf(values[i]);
}

static void ck_loop_cube(const float *values, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = values[i] * values[i] * values[i];
}

// All bits of the lanes whose bytes are not 0.
CK_INLINE ck_integers ck_load_mask(const unsigned char *mask) {
  typedef unsigned char bytes __attribute__((vector_size(CK_WIDTH), aligned(1)));
  return __builtin_convertvector(*(const bytes *)mask, ck_integers) != 0;
}

static void ck_loop_choose(const unsigned char *mask, const float *first, const float *second, float *out, size_t count) {
  size_t i = 0;
#pragma clang loop unroll_count(4)
  for (; i + CK_WIDTH <= count; i += CK_WIDTH)
    ck_store(out + i, ck_select(ck_load_mask(mask + i), ck_load(first + i), ck_load(second + i)));
  for (; i < count; i++) out[i] = mask[i] ? first[i] : second[i];
}

static void ck_loop_masked_fill(const float *values, const unsigned char *mask, size_t period, float number, float *out, size_t count) {
  for (size_t start = 0; start < count; start += period) {
    const float *x = values + start;
    float *y = out + start;
    size_t i = 0;
#pragma clang loop unroll_count(4)
    for (; i + CK_WIDTH <= period; i += CK_WIDTH) ck_store(y + i, ck_select(ck_load_mask(mask + i), ck_spread(number), ck_load(x + i)));
    for (; i < period; i++) y[i] = mask[i] ? number : x[i];
  }
}

static void ck_loop_exp(const float *values, float *out, size_t count) { CK_EACH(ck_expf, values, out, count); }

#endif
