#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// out[rows, columns] = exp(x - max) / sum, each row by itself; `out` may be `values`. PyTorch: vec_softmax_lastdim.
CK_KERNEL(void, softmax, (const float *values, float *out, size_t rows, size_t columns))
// out[rows, columns] = (gradient - sum of gradient * result) * result, each row by itself; `out` may be `gradient`.
CK_KERNEL(void, softmax_backward, (const float *gradient, const float *result, float *out, size_t rows, size_t columns))

// out[rows, columns] = (x - max) - log(sum of exp(x - max)), each row by itself. PyTorch: vec_log_softmax_lastdim.
CK_KERNEL(void, log_softmax, (const float *values, float *out, size_t rows, size_t columns))

// maxima[rows] and logarithms[rows]: of each row of values[rows, columns] its maximum, and log(sum of exp(x - max)).
CK_KERNEL(void, max_and_log_sum_exp, (const float *values, float *maxima, float *logarithms, size_t rows, size_t columns))

#pragma clang assume_nonnull end
#else

enum { CK_LANES = 4 };

// Sums with four lanes, as PyTorch does on Arm; on x86 it has eight or sixteen, and the last bit may differ.
// Shorter rows are summed in order.
typedef float ck_lanes __attribute__((vector_size(4 * CK_LANES), aligned(4)));
typedef int32_t ck_lane_integers __attribute__((vector_size(4 * CK_LANES)));

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

// The sums of rows, four rows at a time: each addition to a sum waits for the one before it. CK_LANES numbers behind the
// last row can be read; they are not added.
CK_INLINE void ck_sums(const float *values, float *sums, size_t rows, size_t columns) {
  size_t row = 0;
  const size_t whole = columns - columns % CK_LANES;
  ck_lane_integers rest = {0, 1, 2, 3};
  rest = rest < (int32_t)(columns - whole);
  for (; row + 4 <= rows && columns >= CK_LANES; row += 4) {
    const float *x = values + row * columns;
    ck_lanes lanes[4] = {{0}, {0}, {0}, {0}};
    for (size_t i = 0; i < whole; i += CK_LANES)
#pragma clang loop unroll(full)
      for (size_t r = 0; r < 4; r++) lanes[r] += ck_load_lanes(x + r * columns + i, CK_LANES);
#pragma clang loop unroll(full)
    for (size_t r = 0; r < 4; r++) {
      const ck_lanes last = ck_load_lanes(x + r * columns + whole, CK_LANES);
      sums[row + r] = ck_fold_lanes(lanes[r] + (ck_lanes)((ck_lane_integers)last & rest));
    }
  }
  for (; row < rows; row++) sums[row] = ck_sum(values + row * columns, columns);
}

// The maximum. With a NaN among the numbers it may be any of them: the sum of the exponentials is NaN in either case, and all that follows.
CK_INLINE float ck_max(const float *values, size_t count) {
  if (count >= CK_WIDTH) {
    ck_vector maxima = ck_load(values);
    CK_STEPS(i, count) {
      const ck_vector x = ck_load(values + i);
      maxima = ck_select(x > maxima, x, maxima);
    }
    float lanes[CK_WIDTH];
    ck_store(lanes, maxima);
#pragma clang loop unroll(full)
    for (int half = CK_WIDTH / 2; half; half /= 2)
#pragma clang loop unroll(full)
      for (int lane = 0; lane < half; lane++) lanes[lane] = lanes[lane] > lanes[lane + half] ? lanes[lane] : lanes[lane + half];
    return lanes[0];
  }
  float max = -__builtin_inff();
  for (size_t i = 0; i < count; i++) max = values[i] > max ? values[i] : max;
  return max;
}

// Rows are done in blocks of about CK_BLOCK numbers, which stay in the first cache.
enum { CK_BLOCK = 2048, CK_BLOCK_ROWS = 256 };
typedef float ck_block[CK_BLOCK + CK_LANES] __attribute__((aligned(64)));

// The number of rows in a block: at least one, even if that row is longer than a block.
CK_INLINE size_t ck_block_rows(size_t rows, size_t columns) {
  const size_t count = CK_BLOCK / columns < CK_BLOCK_ROWS ? CK_BLOCK / columns : CK_BLOCK_ROWS;
  return rows < count ? rows : count ? count : 1;
}

CK_INLINE ck_vector ck_scaled_by_row(ck_vector x, ck_vector scale, ck_vector b, ck_vector c) { return x * scale; }
CK_INLINE ck_vector ck_shifted_exp(ck_vector x, ck_vector max, ck_vector b, ck_vector c) { return ck_expf_of_negative(x - max); }
CK_INLINE ck_vector ck_logarithm(ck_vector x, ck_vector max, ck_vector log, ck_vector c) { return x - max - log; }

// For each row of a block its maximum, the exponentials of the distances from it, and their sum.
CK_INLINE void ck_exponentials(const float *values, float *exponentials, float *maxima, float *sums, size_t rows, size_t columns) {
  for (size_t r = 0; r < rows; r++) maxima[r] = ck_max(values + r * columns, columns);
  ck_by_rows(ck_shifted_exp, values, maxima, maxima, 0.0f, exponentials, rows, columns);
  ck_sums(exponentials, sums, rows, columns);
}

static void ck_loop_softmax(const float *values, float *out, size_t rows, size_t columns) {
  ck_block block;
  float maxima[CK_BLOCK_ROWS], scales[CK_BLOCK_ROWS];
  for (size_t row = 0; row < rows;) {
    const size_t count = ck_block_rows(rows - row, columns);
    float *y = out + row * columns, *exponentials = columns > CK_BLOCK ? y : block;
    ck_exponentials(values + row * columns, exponentials, maxima, scales, count, columns);
    for (size_t r = 0; r < count; r++) scales[r] = 1.0f / scales[r];
    ck_by_rows(ck_scaled_by_row, exponentials, scales, scales, 0.0f, y, count, columns);
    row += count;
  }
}

static void ck_loop_max_and_log_sum_exp(const float *values, float *maxima, float *logarithms, size_t rows, size_t columns) {
  ck_block exponentials;
  for (size_t row = 0; row < rows;) {
    const float *x = values + row * columns;
    const size_t count = ck_block_rows(rows - row, columns);
    if (columns <= CK_BLOCK) {
      ck_exponentials(x, exponentials, maxima + row, logarithms + row, count, columns);
    } else {
      maxima[row] = ck_max(x, columns);
      ck_lanes lanes = {0};
      for (size_t c = 0; c < columns; c += CK_BLOCK) {
        const size_t part = columns - c < CK_BLOCK ? columns - c : CK_BLOCK;
        ck_by_rows(ck_shifted_exp, x + c, maxima + row, maxima + row, 0.0f, exponentials, 1, part);
        lanes = ck_add_lanes(lanes, exponentials, part);
      }
      logarithms[row] = ck_fold_lanes(lanes);
    }
    for (size_t r = row; r < row + count; r++) logarithms[r] = ck_logf(logarithms[r]);
    row += count;
  }
}

static void ck_loop_log_softmax(const float *values, float *out, size_t rows, size_t columns) {
  float maxima[CK_BLOCK_ROWS], logarithms[CK_BLOCK_ROWS];
  for (size_t row = 0; row < rows;) {
    const size_t count = ck_block_rows(rows - row, columns);
    ck_loop_max_and_log_sum_exp(values + row * columns, maxima, logarithms, count, columns);
    ck_by_rows(ck_logarithm, values + row * columns, maxima, logarithms, 0.0f, out + row * columns, count, columns);
    row += count;
  }
}

static void ck_loop_softmax_backward(const float *gradient, const float *result, float *out, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    const float *g = gradient + row * columns, *p = result + row * columns;
    double sum;
    CK_SUM_ROW(sum, columns, ck_widened(ck_load_sixteen(g + c, count) * ck_load_sixteen(p + c, count)));
    const float whole = (float)sum;
    float *y = out + row * columns;
    for (size_t c = 0; c < columns; c++) y[c] = (g[c] - whole) * p[c];
  }
}

#endif
