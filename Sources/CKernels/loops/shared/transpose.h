// Turns CK_WIDTH rows of CK_WIDTH numbers into columns: squares of one number, two, four and so on change places.

// For the rows i and i + distance: the squares right of the first's diagonal change places with those left of the second's.
#define CK_SWAP_SQUARES(rows, distance, FIRST, SECOND)                                                        \
  _Pragma("clang loop unroll(full)") for (int i_ = 0; i_ < CK_WIDTH; i_++) if (!(i_ & (distance))) {           \
    const ck_vector a_ = rows[i_], b_ = rows[i_ + (distance)];                                                \
    rows[i_] = __builtin_shufflevector(a_, b_, FIRST);                                                        \
    rows[i_ + (distance)] = __builtin_shufflevector(a_, b_, SECOND);                                          \
  }

CK_INLINE void ck_transpose(const float *values, ptrdiff_t values_row, float *out, ptrdiff_t out_row) {
  ck_vector rows[CK_WIDTH];
#pragma clang loop unroll(full)
  for (int i = 0; i < CK_WIDTH; i++) rows[i] = ck_load(values + i * values_row);
#if CK_WIDTH == 4
#define CK_FIRST_ONE 0, 4, 2, 6
#define CK_SECOND_ONE 1, 5, 3, 7
  CK_SWAP_SQUARES(rows, 1, CK_FIRST_ONE, CK_SECOND_ONE)
#define CK_FIRST_TWO 0, 1, 4, 5
#define CK_SECOND_TWO 2, 3, 6, 7
  CK_SWAP_SQUARES(rows, 2, CK_FIRST_TWO, CK_SECOND_TWO)
#elif CK_WIDTH == 8
#define CK_FIRST_ONE 0, 8, 2, 10, 4, 12, 6, 14
#define CK_SECOND_ONE 1, 9, 3, 11, 5, 13, 7, 15
  CK_SWAP_SQUARES(rows, 1, CK_FIRST_ONE, CK_SECOND_ONE)
#define CK_FIRST_TWO 0, 1, 8, 9, 4, 5, 12, 13
#define CK_SECOND_TWO 2, 3, 10, 11, 6, 7, 14, 15
  CK_SWAP_SQUARES(rows, 2, CK_FIRST_TWO, CK_SECOND_TWO)
#define CK_FIRST_FOUR 0, 1, 2, 3, 8, 9, 10, 11
#define CK_SECOND_FOUR 4, 5, 6, 7, 12, 13, 14, 15
  CK_SWAP_SQUARES(rows, 4, CK_FIRST_FOUR, CK_SECOND_FOUR)
#elif CK_WIDTH == 16
#define CK_FIRST_ONE 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30
#define CK_SECOND_ONE 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31
  CK_SWAP_SQUARES(rows, 1, CK_FIRST_ONE, CK_SECOND_ONE)
#define CK_FIRST_TWO 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29
#define CK_SECOND_TWO 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31
  CK_SWAP_SQUARES(rows, 2, CK_FIRST_TWO, CK_SECOND_TWO)
#define CK_FIRST_FOUR 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27
#define CK_SECOND_FOUR 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31
  CK_SWAP_SQUARES(rows, 4, CK_FIRST_FOUR, CK_SECOND_FOUR)
#define CK_FIRST_EIGHT 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23
#define CK_SECOND_EIGHT 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31
  CK_SWAP_SQUARES(rows, 8, CK_FIRST_EIGHT, CK_SECOND_EIGHT)
#endif
#pragma clang loop unroll(full)
  for (int i = 0; i < CK_WIDTH; i++) ck_store(out + i * out_row, rows[i]);
}
