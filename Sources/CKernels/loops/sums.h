#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// The sum of all numbers, added in double.
CK_KERNEL(double, sum, (const float *values, size_t count))
// The sum of the squares of all numbers, each rounded to float, added in double.
CK_KERNEL(double, sum_of_squares, (const float *values, size_t count))
// out[batch, columns] = the sums of values[batch, rows, columns] over the rows, which are `values_row` elements apart, added in order.
CK_KERNEL(void, sum_rows, (const float *values, ptrdiff_t values_row, float *out, size_t batch, size_t rows, size_t columns))
// out[rows] = the sums of values[rows, columns], added in double.
CK_KERNEL(void, sum_columns, (const float *values, float *out, size_t rows, size_t columns))

#pragma clang assume_nonnull end
#else

enum { CK_MOST_VECTORS_SUMMED = 8, CK_FAR_ROWS_SUMMED = 4, CK_LEAST_FAR_APART = 512 };

// Sums some vectors of columns, which stay in registers meanwhile; the last one overlaps the one before it if the columns do not fill it.
// Sums begin with 0, or, if the loop `adds`, with those of `out`.
CK_INLINE void ck_sum_vectors(const float *values, ptrdiff_t values_row, float *out, size_t rows, size_t columns, int adds, int vectors) {
  ck_vector sums[CK_MOST_VECTORS_SUMMED] = {0};
  const size_t last = columns - CK_WIDTH;
  if (adds) {
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors - 1; i++) sums[i] = ck_load(out + i * CK_WIDTH);
    sums[vectors - 1] = ck_load(out + last);
  }
  for (size_t row = 0; row < rows; row++) {
    const float *x = values + (ptrdiff_t)row * values_row;
#pragma clang loop unroll(full)
    for (int i = 0; i < vectors - 1; i++) sums[i] += ck_load(x + i * CK_WIDTH);
    sums[vectors - 1] += ck_load(x + last);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < vectors - 1; i++) ck_store(out + i * CK_WIDTH, sums[i]);
  ck_store(out + last, sums[vectors - 1]);
}

// The same for any number of columns that fill a vector.
CK_INLINE void ck_sum_wide(const float *values, ptrdiff_t values_row, float *out, size_t rows, size_t columns, int adds) {
  const size_t most = CK_MOST_VECTORS_SUMMED * CK_WIDTH;
  size_t c = 0;
  // A vector's columns at least are left for the end, which then takes one block, or two.
  for (; columns - c >= most + CK_WIDTH; c += most)
    ck_sum_vectors(values + c, values_row, out + c, rows, most, adds, CK_MOST_VECTORS_SUMMED);
  if (columns - c > most) {
    ck_sum_vectors(values + c, values_row, out + c, rows, most / 2, adds, CK_MOST_VECTORS_SUMMED / 2);
    c += most / 2;
  }
#define CK_SUM_VECTORS(vectors) \
  case vectors: ck_sum_vectors(values + c, values_row, out + c, rows, columns - c, adds, vectors); break;
  switch ((columns - c + CK_WIDTH - 1) / CK_WIDTH) {
    CK_SUM_VECTORS(1)
    CK_SUM_VECTORS(2)
    CK_SUM_VECTORS(3)
    CK_SUM_VECTORS(4)
    CK_SUM_VECTORS(5)
    CK_SUM_VECTORS(6)
    CK_SUM_VECTORS(7)
    CK_SUM_VECTORS(8)
  }
}

static void ck_sum_table(const float *values, ptrdiff_t values_row, float *out, size_t rows, size_t columns) {
  if (columns < CK_WIDTH) {
    for (size_t c = 0; c < columns; c++) {
      float sum = 0.0f;
      for (size_t row = 0; row < rows; row++) sum += values[(ptrdiff_t)row * values_row + (ptrdiff_t)c];
      out[c] = sum;
    }
    return;
  }
  // Where rows lie far apart, few at a time, so that memory is read along them.
  const int are_far = values_row >= CK_LEAST_FAR_APART;
  size_t row = are_far && rows > CK_FAR_ROWS_SUMMED ? CK_FAR_ROWS_SUMMED : rows;
  ck_sum_wide(values, values_row, out, row, columns, 0);
  for (; row < rows; row += CK_FAR_ROWS_SUMMED) {
    const size_t left = rows - row;
    ck_sum_wide(values + (ptrdiff_t)row * values_row, values_row, out, left < CK_FAR_ROWS_SUMMED ? left : CK_FAR_ROWS_SUMMED, columns, 1);
  }
}

static void ck_loop_sum_rows(const float *values, ptrdiff_t values_row, float *out, size_t batch, size_t rows, size_t columns) {
  for (size_t b = 0; b < batch; b++)
    ck_sum_table(values + (ptrdiff_t)(b * rows) * values_row, values_row, out + b * columns, rows, columns);
}

typedef double ck_eight_doubles __attribute__((vector_size(64)));

// The first step of ck_fold_doubles for the sums of a row. `rest` has all bits set in as many lanes as columns are left behind the last
// sixteen; there, sixteen numbers can be read.
CK_INLINE ck_eight_doubles ck_row_sums(const float *values, size_t columns, ck_sixteen_integers rest) {
  ck_doubles sums = {0};
  size_t c = 0;
  for (; c + 16 <= columns; c += 16) sums += ck_load_widened(values + c, 16);
  if (c < columns) sums += ck_widened((ck_sixteen)((ck_sixteen_integers)ck_load_sixteen(values + c, 16) & rest));
  return __builtin_shufflevector(sums, sums, 0, 1, 2, 3, 4, 5, 6, 7) +
         __builtin_shufflevector(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15);
}

// The next steps, for two rows, for four, and for eight at once.
CK_INLINE ck_eight_doubles ck_two_rows_sums(const float *values, size_t columns, ck_sixteen_integers rest) {
  const ck_eight_doubles a = ck_row_sums(values, columns, rest), b = ck_row_sums(values + columns, columns, rest);
  return __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11) + __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15);
}

CK_INLINE ck_eight_doubles ck_four_rows_sums(const float *values, size_t columns, ck_sixteen_integers rest) {
  const ck_eight_doubles a = ck_two_rows_sums(values, columns, rest), b = ck_two_rows_sums(values + 2 * columns, columns, rest);
  return __builtin_shufflevector(a, b, 0, 1, 4, 5, 8, 9, 12, 13) + __builtin_shufflevector(a, b, 2, 3, 6, 7, 10, 11, 14, 15);
}

CK_INLINE ck_eight_doubles ck_eight_rows_sums(const float *values, size_t columns, ck_sixteen_integers rest) {
  const ck_eight_doubles a = ck_four_rows_sums(values, columns, rest), b = ck_four_rows_sums(values + 4 * columns, columns, rest);
  return __builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14) + __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15);
}

static void ck_loop_sum_columns(const float *values, float *out, size_t rows, size_t columns) {
  typedef float eight __attribute__((vector_size(32), aligned(4)));
  ck_sixteen_integers rest = {0};
  for (size_t lane = 0; lane < columns % 16; lane++) rest[lane] = -1;
  // The last vector of eight rows may reach into the row after them.
  const size_t beyond = columns % 16 ? 16 - columns % 16 : 0;
  size_t row = 0;
  for (; (row + 8) * columns + beyond <= rows * columns && row + 8 <= rows; row += 8)
    *(eight *)(out + row) = __builtin_convertvector(ck_eight_rows_sums(values + row * columns, columns, rest), eight);
  for (; row < rows; row++) {
    const float *x = values + row * columns;
    double sum;
    CK_SUM_ROW(sum, columns, ck_load_widened(x + c, count));
    out[row] = (float)sum;
  }
}

CK_INLINE ck_doubles ck_load_squared(const float *values, size_t count) {
  const ck_sixteen numbers = ck_load_sixteen(values, count);
  return ck_widened(numbers * numbers);
}

// In thirty-two lanes: each addition to a lane waits for the one before it.
#define CK_SUM(name, load)                                                                \
  static double name(const float *values, size_t count) {                                 \
    ck_doubles even = {0}, odd = {0};                                                     \
    size_t i = 0;                                                                         \
    for (; i + 32 <= count; i += 32) {                                                    \
      even += load(values + i, 16);                                                       \
      odd += load(values + i + 16, 16);                                                   \
    }                                                                                     \
    for (; i < count; i += 16) even += load(values + i, count - i < 16 ? count - i : 16); \
    return ck_fold_doubles(even + odd);                                                   \
  }

CK_SUM(ck_loop_sum, ck_load_widened)
CK_SUM(ck_loop_sum_of_squares, ck_load_squared)

#endif
