// Each element of a product is one chain of fused multiply-adds in the order of `inner`, whatever the tiles are.
//
// A tile of CK_TILE_ROWS rows and two vectors of columns stays in registers while `inner` runs.

enum { CK_PANEL = 2 * CK_WIDTH };

// The left matrix: tiles of rows, rows of a tile, and their numbers are so many elements apart.
struct ck_left {
  const float *values;
  ptrdiff_t tile, row, inner;
};

// What becomes of the sums of a tile.
struct ck_tile_end {
  const float *bias;   // added to each row, unless it is null
  ptrdiff_t out_row;   // the distance of rows of `out`
  int continues;       // whether the sums go on from those in `out`
  int adds;            // whether the sums are added to what is in `out`
};

// Adds to the sums the products of a column of the left matrix with a row of the right one. The lower half of the column begins at `lower`.
CK_INLINE void ck_multiply_add(const int rows, const int vectors, const float *left, const float *lower, ptrdiff_t left_row,
                               const float *right, ck_vector sums[CK_TILE_ROWS][2]) {
  ck_vector columns[2];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) columns[v] = ck_load(right + v * CK_WIDTH);
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++) {
    const ck_vector x = ck_spread(r < rows / 2 ? left[r * left_row] : lower[(r - rows / 2) * left_row]);
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[r][v] = __builtin_elementwise_fma(x, columns[v], sums[r][v]);
  }
}

#if CK_UNROLLED > 1
// Does so for CK_UNROLLED columns and rows at a time, with few instructions besides the multiplications: a core that another program shares
// issues so few of them in a cycle that they, not the multiplications, take the time. Returns how many of `inner` are done.
CK_INLINE size_t ck_multiply_add_several(const int rows, const int vectors, const float *left, ptrdiff_t left_row, ptrdiff_t left_inner,
                                         const float *right, ptrdiff_t right_inner, size_t inner, ck_vector sums[CK_TILE_ROWS][2]) {
  const float *lower = left + (rows / 2) * left_row;
  // Hides where `lower` comes from: otherwise the compiler computes the address of each row from that of the last.
  if (left_row != 1) __asm__("" : "+r"(lower));
  for (size_t n = inner / CK_UNROLLED; n > 0; n--) {
#pragma clang loop unroll(full)
    for (int i = 0; i < CK_UNROLLED; i++)
      ck_multiply_add(rows, vectors, left + i * left_inner, lower + i * left_inner, left_row, right + i * right_inner, sums);
    left += CK_UNROLLED * left_inner;
    lower += CK_UNROLLED * left_inner;
    right += CK_UNROLLED * right_inner;
  }
  return inner / CK_UNROLLED * CK_UNROLLED;
}
#endif

CK_INLINE void ck_tile(const int rows, const int vectors, const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right,
                       ptrdiff_t right_inner, float *out, size_t inner, struct ck_tile_end end) {
  ck_vector sums[CK_TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[r][v] = ck_spread(0.0f);
  if (end.continues) {
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[r][v] = ck_load(out + r * end.out_row + v * CK_WIDTH);
  }
  size_t k = 0;
#ifdef CK_MULTIPLIES_BY_LANE
  // One load brings the next factors of a row, and a multiplication takes one of them from its lane. To spread each costs as much as to
  // multiply by it.
  if (left_inner == 1) {
    for (; k + CK_WIDTH <= inner; k += CK_WIDTH) {
      ck_vector x[CK_TILE_ROWS];
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) x[r] = ck_load(left + r * left_row + (ptrdiff_t)k);
#pragma clang loop unroll(full)
      for (int lane = 0; lane < CK_WIDTH; lane++) {
        ck_vector columns[2];
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) columns[v] = ck_load(right + (ptrdiff_t)(k + lane) * right_inner + v * CK_WIDTH);
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
          for (int v = 0; v < vectors; v++) sums[r][v] = __builtin_elementwise_fma(ck_spread(x[r][lane]), columns[v], sums[r][v]);
      }
    }
  }
#endif
#if CK_UNROLLED > 1
  if (left_inner == 1)
    k = ck_multiply_add_several(rows, vectors, left, left_row, 1, right, right_inner, inner, sums);
  else if (left_row == 1)
    k = ck_multiply_add_several(rows, vectors, left, 1, left_inner, right, right_inner, inner, sums);
#endif
  for (; k < inner; k++) {
    const float *x = left + (ptrdiff_t)k * left_inner;
    ck_multiply_add(rows, vectors, x, x + (rows / 2) * left_row, left_row, right + (ptrdiff_t)k * right_inner, sums);
  }
  if (end.bias) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      const ck_vector bias = ck_load(end.bias + v * CK_WIDTH);
#pragma clang loop unroll(full)
      for (int r = 0; r < rows; r++) sums[r][v] += bias;
    }
  }
  if (end.adds) {
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[r][v] = ck_load(out + r * end.out_row + v * CK_WIDTH) + sums[r][v];
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) ck_store(out + r * end.out_row + v * CK_WIDTH, sums[r][v]);
}

// The rows of a panel, which is one or two vectors of columns wide.
CK_INLINE void ck_panel(const int vectors, struct ck_left left, const float *right, ptrdiff_t right_inner, float *out, size_t rows,
                        size_t inner, struct ck_tile_end end) {
#define CK_TILES(size, distance)                                                                                            \
  for (; row + (size) <= rows; row += (size), left.values += (distance))                                                    \
  ck_tile(size, vectors, left.values, left.row, left.inner, right, right_inner, out + (ptrdiff_t)row * end.out_row, inner, end)
  size_t row = 0;
  CK_TILES(CK_TILE_ROWS, left.tile);
  if (CK_TILE_ROWS > 6) CK_TILES(6, 6 * left.row);
  CK_TILES(4, 4 * left.row);
  CK_TILES(3, 3 * left.row);
  CK_TILES(2, 2 * left.row);
  CK_TILES(1, left.row);
#undef CK_TILES
}

typedef void ck_panel_loop(struct ck_left left, const float *right, ptrdiff_t right_inner, float *out, size_t rows, size_t inner,
                           struct ck_tile_end end);

static void ck_one_vector(struct ck_left left, const float *right, ptrdiff_t right_inner, float *out, size_t rows, size_t inner,
                          struct ck_tile_end end) {
  ck_panel(1, left, right, right_inner, out, rows, inner, end);
}

static void ck_two_vectors(struct ck_left left, const float *right, ptrdiff_t right_inner, float *out, size_t rows, size_t inner,
                           struct ck_tile_end end) {
  ck_panel(2, left, right, right_inner, out, rows, inner, end);
}
