enum { CK_LANES = 4 };

static void ck_loop_exp(const float *values, float *out, size_t count) { CK_EACH(ck_expf, values, out, count); }

// Sums with four lanes, as PyTorch does on Arm; on x86 it has eight or sixteen, and the last bit may differ.
// Shorter rows are summed in order.
typedef float ck_lanes __attribute__((vector_size(4 * CK_LANES), aligned(4)));

CK_INLINE ck_lanes ck_load_lanes(const float *values, size_t count) {
  ck_lanes lanes = {0};
  if (count >= CK_LANES) return *(const ck_lanes *)values;
  for (size_t lane = 0; lane < count; lane++) lanes[lane] = values[lane];
  return lanes;
}

CK_INLINE ck_lanes ck_add_lanes(ck_lanes lanes, const float *values, size_t count) {
  size_t i = 0;
  for (; i + CK_LANES <= count; i += CK_LANES) lanes += ck_load_lanes(values + i, CK_LANES);
  return i < count ? lanes + ck_load_lanes(values + i, count - i) : lanes;
}

CK_INLINE float ck_fold_lanes(ck_lanes lanes) { return (lanes[0] + lanes[2]) + (lanes[1] + lanes[3]); }

CK_INLINE float ck_sum(const float *values, size_t count) {
  if (count >= CK_LANES) return ck_fold_lanes(ck_add_lanes((ck_lanes){0}, values, count));
  float sum = count ? values[0] : 0.0f;
  for (size_t i = 1; i < count; i++) sum += values[i];
  return sum;
}

// The sums of rows, of four at a time, as each addition waits for the one before it.
CK_INLINE void ck_sums(const float *values, float *sums, size_t rows, size_t columns) {
  size_t row = 0;
  for (; row + 4 <= rows && columns >= CK_LANES; row += 4) {
    const float *x = values + row * columns;
    ck_lanes a = {0}, b = {0}, c = {0}, d = {0};
    size_t i = 0;
    for (; i + CK_LANES <= columns; i += CK_LANES) {
      a += ck_load_lanes(x + i, CK_LANES);
      b += ck_load_lanes(x + columns + i, CK_LANES);
      c += ck_load_lanes(x + 2 * columns + i, CK_LANES);
      d += ck_load_lanes(x + 3 * columns + i, CK_LANES);
    }
    const size_t rest = columns - i;
    if (rest) {
      a += ck_load_lanes(x + i, rest);
      b += ck_load_lanes(x + columns + i, rest);
      c += ck_load_lanes(x + 2 * columns + i, rest);
      d += ck_load_lanes(x + 3 * columns + i, rest);
    }
    sums[row] = ck_fold_lanes(a);
    sums[row + 1] = ck_fold_lanes(b);
    sums[row + 2] = ck_fold_lanes(c);
    sums[row + 3] = ck_fold_lanes(d);
  }
  for (; row < rows; row++) sums[row] = ck_sum(values + row * columns, columns);
}

// The largest number, or NaN where there is one.
CK_INLINE float ck_max(const float *values, size_t count) {
  float max = -__builtin_inff();
  size_t i = 0;
  if (count >= CK_WIDTH) {
    ck_vector maxima = ck_load(values);
    ck_integers is_nan = maxima != maxima;
    for (i = CK_WIDTH; i + CK_WIDTH <= count; i += CK_WIDTH) {
      const ck_vector x = ck_load(values + i);
      maxima = ck_select(x > maxima, x, maxima);
      is_nan |= x != x;
    }
    if (__builtin_reduce_or(is_nan)) return __builtin_nanf("");
    float lanes[CK_WIDTH];
    ck_store(lanes, maxima);
#pragma clang loop unroll(full)
    for (int half = CK_WIDTH / 2; half; half /= 2)
#pragma clang loop unroll(full)
      for (int lane = 0; lane < half; lane++) lanes[lane] = lanes[lane] > lanes[lane + half] ? lanes[lane] : lanes[lane + half];
    max = lanes[0];
  }
  for (; i < count; i++) max = values[i] > max || values[i] != values[i] ? values[i] : max;
  return max;
}

// out = a function of x, a row, for each vector of it; the last vector overlaps the one before it.
#define CK_ROW(name, arguments, function)                                                      \
  CK_INLINE void name arguments {                                                              \
    size_t i = 0;                                                                              \
    for (; i + CK_WIDTH <= count; i += CK_WIDTH) ck_store(out + i, function(ck_load(x + i)));  \
    if (i < count && count >= CK_WIDTH) {                                                      \
      ck_store(out + count - CK_WIDTH, function(ck_load(x + count - CK_WIDTH)));               \
    } else {                                                                                   \
      for (; i < count; i++) out[i] = function(x[i]);                                          \
    }                                                                                          \
  }

#define CK_SHIFTED(x) ((x) - a)
#define CK_SHIFTED_TWICE(x) ((x) - a - b)
#define CK_STRETCHED(x) ((x) * a)

CK_ROW(ck_shift, (const float *x, float *out, size_t count, float a), CK_SHIFTED)
CK_ROW(ck_shift_twice, (const float *x, float *out, size_t count, float a, float b), CK_SHIFTED_TWICE)
CK_ROW(ck_stretch, (const float *x, float *out, size_t count, float a), CK_STRETCHED)

#undef CK_SHIFTED
#undef CK_SHIFTED_TWICE
#undef CK_STRETCHED
#undef CK_ROW

// Rows are done in blocks of about so many numbers, which stay in the first cache.
enum { CK_BLOCK = 2048, CK_BLOCK_ROWS = 256 };

// The largest number of each row of a block, the exponentials of the distances from it, and their sum. Returns how many rows the block
// has; a row that is longer than a block is a block, and is left to the caller.
CK_INLINE size_t ck_exponentials(const float *values, float *exponentials, float *maxima, float *sums, size_t rows, size_t columns) {
  if (columns > CK_BLOCK) return 0;
  size_t count = CK_BLOCK / columns < CK_BLOCK_ROWS ? CK_BLOCK / columns : CK_BLOCK_ROWS;
  count = rows < count ? rows : count;
  for (size_t r = 0; r < count; r++) {
    maxima[r] = ck_max(values + r * columns, columns);
    ck_shift(values + r * columns, exponentials + r * columns, columns, maxima[r]);
  }
  CK_EACH(ck_expf, exponentials, exponentials, count * columns);
  ck_sums(exponentials, sums, count, columns);
  return count;
}

// out = the exponentials of the distances of a long row from its largest number; returns that number.
static float ck_long_row(const float *values, float *out, size_t columns) {
  const float max = ck_max(values, columns);
  ck_shift(values, out, columns, max);
  CK_EACH(ck_expf, out, out, columns);
  return max;
}

static void ck_loop_softmax(const float *values, float *out, size_t rows, size_t columns) {
  float exponentials[CK_BLOCK], maxima[CK_BLOCK_ROWS], sums[CK_BLOCK_ROWS];
  for (size_t row = 0; row < rows;) {
    const float *x = values + row * columns;
    float *y = out + row * columns;
    const size_t count = ck_exponentials(x, exponentials, maxima, sums, rows - row, columns);
    for (size_t r = 0; r < count; r++) ck_stretch(exponentials + r * columns, y + r * columns, columns, 1.0f / sums[r]);
    if (count == 0) {
      ck_long_row(x, y, columns);
      const float scale = 1.0f / ck_sum(y, columns);
      for (size_t c = 0; c < columns; c++) y[c] *= scale;
    }
    row += count ? count : 1;
  }
}

static void ck_loop_log_softmax(const float *values, float *out, size_t rows, size_t columns) {
  float exponentials[CK_BLOCK], maxima[CK_BLOCK_ROWS], sums[CK_BLOCK_ROWS];
  for (size_t row = 0; row < rows;) {
    const float *x = values + row * columns;
    float *y = out + row * columns;
    const size_t count = ck_exponentials(x, exponentials, maxima, sums, rows - row, columns);
    for (size_t r = 0; r < count; r++) sums[r] = ck_logf(sums[r]);
    for (size_t r = 0; r < count; r++) ck_shift_twice(x + r * columns, y + r * columns, columns, maxima[r], sums[r]);
    if (count == 0) {
      const float max = ck_long_row(x, y, columns);
      ck_shift_twice(x, y, columns, max, ck_logf(ck_sum(y, columns)));
    }
    row += count ? count : 1;
  }
}
