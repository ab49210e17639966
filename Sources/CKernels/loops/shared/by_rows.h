// A function of a vector of numbers, of two vectors of the values that their rows have, and of one value for all rows.
typedef ck_vector ck_of_row(ck_vector x, ck_vector a, ck_vector b, ck_vector c);

// The first number in the lanes of the mask, the second in the others.
CK_INLINE ck_vector ck_join(float first, float second, ck_integers is_first) {
  return ck_select(is_first, ck_spread(first), ck_spread(second));
}

// For rows that are shorter than a vector: in each lane the number of the row of one element, from the element `first` on.
CK_INLINE ck_vector ck_spread_rows(const float *numbers, size_t first, size_t count, size_t columns) {
  ck_vector lanes = {0};
  size_t row = first / columns, column = first % columns;
  for (size_t lane = 0; lane < count; lane++) {
    lanes[lane] = numbers[row];
    if (++column == columns) column = 0, row++;
  }
  return lanes;
}

// out[rows, columns] = the function of the values, of a[row] and b[row], and of c; `out` may be `values`. A vector may reach into the next
// row: each of its lanes takes the numbers of its own row.
CK_INLINE void ck_by_rows(ck_of_row function, const float *values, const float *a, const float *b, float c, float *out, size_t rows,
                          size_t columns) {
  ck_integers lane;
  for (int i = 0; i < CK_WIDTH; i++) lane[i] = i;
  const ck_vector number = ck_spread(c);
  const size_t count = rows * columns;
  size_t i = 0;
  for (size_t row = 0; row < rows && columns >= CK_WIDTH; row++) {
    const size_t end = (row + 1) * columns;
    const ck_vector first = ck_spread(a[row]), second = ck_spread(b[row]);
    for (; i + CK_WIDTH <= end; i += CK_WIDTH) ck_store(out + i, function(ck_load(values + i), first, second, number));
    if (i < end && i + CK_WIDTH <= count) {
      const ck_integers is_own = lane < (int32_t)(end - i);
      ck_store(out + i, function(ck_load(values + i), ck_join(a[row], a[row + 1], is_own), ck_join(b[row], b[row + 1], is_own), number));
      i += CK_WIDTH;
    }
  }
  for (; i < count; i += CK_WIDTH) {
    const size_t rest = count - i < CK_WIDTH ? count - i : CK_WIDTH;
    float numbers[CK_WIDTH] = {0};
    memcpy(numbers, values + i, rest * sizeof *numbers);
    ck_store(numbers, function(ck_load(numbers), ck_spread_rows(a, i, rest, columns), ck_spread_rows(b, i, rest, columns), number));
    memcpy(out + i, numbers, rest * sizeof *numbers);
  }
}
