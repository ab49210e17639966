#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// out[rows, columns] = values[rows, columns], where the rows are `out_row` and `values_row` elements apart.
CK_KERNEL(void, copy_rows, (const float *values, ptrdiff_t values_row, float *out, ptrdiff_t out_row, size_t rows, size_t columns))

// out[count, columns]: out[i] = rows[indices[i]].
CK_KERNEL(void, gather, (const float *rows, const ptrdiff_t *indices, float *out, size_t count, size_t columns))
// out[indices[i]] += rows[i], in order, for rows[count, columns].
CK_KERNEL(void, scatter_add, (const float *rows, const ptrdiff_t *indices, float *out, size_t count, size_t columns))

#pragma clang assume_nonnull end
#else

// All vectors but the first and the last are stored at multiples of their size: a store that crosses a cache line takes twice as long.
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

static void ck_loop_gather(const float *rows, const ptrdiff_t *indices, float *out, size_t count, size_t columns) {
  if (columns == 1) {
    for (size_t i = 0; i < count; i++) out[i] = rows[indices[i]];
    return;
  }
  for (size_t i = 0; i < count; i++) ck_copy(rows + indices[i] * (ptrdiff_t)columns, out + i * columns, columns);
}

static void ck_loop_scatter_add(const float *rows, const ptrdiff_t *indices, float *out, size_t count, size_t columns) {
  for (size_t i = 0; i < count; i++) {
    const float *x = rows + i * columns;
    float *y = out + indices[i] * (ptrdiff_t)columns;
    size_t c = 0;
    for (; c + CK_WIDTH <= columns; c += CK_WIDTH) ck_store(y + c, ck_load(y + c) + ck_load(x + c));
    for (; c < columns; c++) y[c] += x[c];
  }
}

#endif
