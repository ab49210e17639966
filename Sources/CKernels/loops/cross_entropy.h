static void ck_loop_cross_entropy_backward(const float *values, const ptrdiff_t *targets, float scale, float *out, size_t rows,
                                           size_t columns, size_t all_rows) {
  const float share = scale / (float)all_rows;
  const size_t count = rows * columns;
  size_t i = 0;
  for (; i + CK_WIDTH <= count; i += CK_WIDTH) ck_store(out + i, ck_expf(ck_load(values + i)) * share);
  CK_EACH(ck_expf, values + i, out + i, count - i);
  for (; i < count; i++) out[i] *= share;
  for (size_t row = 0; row < rows; row++) out[row * columns + (size_t)targets[row]] -= share;
}
