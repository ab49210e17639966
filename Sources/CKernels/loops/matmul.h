#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// out[rows, columns] = left[rows, inner] x right[inner, columns], summed in the order of `inner` with fused multiply-add; then
// bias[columns] is added, unless it is null. With `adds`, the product is added to what is in `out`, and `inner` is at most
// CK_MOST_INNER_ADDED.
CK_KERNEL(void, matmul,
          (const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
           ptrdiff_t right_column, const float *_Nullable bias, float *out, ptrdiff_t out_row, size_t rows, size_t inner,
           size_t columns, int adds))

#pragma clang assume_nonnull end
#else

// The columns of the right matrix that a tile needs are packed together, CK_DEPTH rows of them at a time, which the caches hold. So are the
// rows of some tiles of a left matrix whose columns are contiguous.
enum { CK_DEPTH = CK_MOST_INNER_ADDED, CK_ROWS_PACKED = 96, CK_ROW_VECTORS = 4 };

// Packs `columns` columns of the right matrix into rows of `width` numbers, padded with zeros.
static void ck_pack(const float *right, ptrdiff_t right_inner, ptrdiff_t right_column, float *packed, size_t inner, size_t columns,
                    size_t width) {
  if (right_column == 1) {
    for (size_t k = 0; k < inner; k++) {
      const float *x = right + (ptrdiff_t)k * right_inner;
      float *y = packed + k * width;
      if (columns == CK_PANEL) {
        ck_store(y, ck_load(x));
        ck_store(y + CK_WIDTH, ck_load(x + CK_WIDTH));
        continue;
      }
      for (size_t c = 0; c < columns; c++) y[c] = x[c];
      for (size_t c = columns; c < width; c++) y[c] = 0.0f;
    }
    return;
  }
  size_t c = 0;
  if (right_inner == 1) {
    // Fours of columns are transposed in registers.
    for (; c + CK_WIDTH <= columns; c += CK_WIDTH) {
      const float *x = right + (ptrdiff_t)c * right_column;
      size_t k = 0;
      for (; k + 4 <= inner; k += 4) {
        ck_vector rows[4];
        ck_load_columns(x + k, right_column, rows);
#pragma clang loop unroll(full)
        for (int i = 0; i < 4; i++) ck_store(packed + (k + i) * width + c, rows[i]);
      }
      for (; k < inner; k++)
        for (size_t i = 0; i < CK_WIDTH; i++) packed[k * width + c + i] = x[(ptrdiff_t)i * right_column + (ptrdiff_t)k];
    }
  }
  for (; c < width; c++)
    for (size_t k = 0; k < inner; k++)
      packed[k * width + c] = c < columns ? right[(ptrdiff_t)k * right_inner + (ptrdiff_t)c * right_column] : 0.0f;
}

// Whether the columns of the right matrix are read where they lie: for few rows packing takes longer than it saves, and rows that are close
// together and aligned are as good as packed ones. With distances from 1 kB on, they would share few places of the first cache.
CK_INLINE int ck_is_in_place(const float *right, ptrdiff_t right_inner, ptrdiff_t right_column, size_t width, size_t full, size_t rows) {
  if (right_column != 1 || width < full) return 0;
  const int is_aligned = ((uintptr_t)right % 64 == 0) & (right_inner * (ptrdiff_t)sizeof *right % 64 == 0);
  return rows < 4 * CK_TILE_ROWS || (is_aligned && right_inner <= 192);
}

// Columns of a product that has one row. The right matrix, whose columns are contiguous, is transposed in registers.
CK_INLINE void ck_single_row(const int vectors, const float *left, ptrdiff_t left_inner, const float *right, ptrdiff_t right_column,
                             const float *bias, float *out, size_t inner, int adds) {
  ck_vector sums[CK_ROW_VECTORS];
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) sums[v] = ck_spread(0.0f);
  size_t k = 0;
  for (; k + 4 <= inner; k += 4) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      ck_vector w[4];
      ck_load_columns(right + v * CK_WIDTH * right_column + (ptrdiff_t)k, right_column, w);
#pragma clang loop unroll(full)
      for (int i = 0; i < 4; i++) sums[v] = __builtin_elementwise_fma(ck_spread(left[((ptrdiff_t)k + i) * left_inner]), w[i], sums[v]);
    }
  }
  for (; k < inner; k++) {
    const ck_vector x = ck_spread(left[(ptrdiff_t)k * left_inner]);
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      ck_vector w;
#pragma clang loop unroll(full)
      for (int i = 0; i < CK_WIDTH; i++) w[i] = right[(v * CK_WIDTH + i) * right_column + (ptrdiff_t)k];
      sums[v] = __builtin_elementwise_fma(x, w, sums[v]);
    }
  }
#pragma clang loop unroll(full)
  for (int v = 0; v < vectors; v++) {
    if (bias) sums[v] += ck_load(bias + v * CK_WIDTH);
    if (adds) sums[v] = ck_load(out + v * CK_WIDTH) + sums[v];
    ck_store(out + v * CK_WIDTH, sums[v]);
  }
}

// As many columns of a product with one row as fill vectors; their number.
static size_t ck_single_row_columns(const float *left, ptrdiff_t left_inner, const float *right, ptrdiff_t right_column, const float *bias,
                                    float *out, size_t inner, size_t columns, int adds) {
  size_t c = 0;
#define CK_COLUMNS(vectors)                                                                                                    \
  for (; c + (vectors) * CK_WIDTH <= columns; c += (vectors) * CK_WIDTH)                                                       \
  ck_single_row(vectors, left, left_inner, right + (ptrdiff_t)c * right_column, right_column, bias ? bias + c : 0, out + c, inner, adds)
  CK_COLUMNS(CK_ROW_VECTORS);
  CK_COLUMNS(1);
#undef CK_COLUMNS
  return c;
}

// Whether tiles of the left matrix are packed, for several panels of the right one: where its columns are contiguous, a tile takes few
// numbers of each cache line, and lines that lie far apart share few places of a cache. Where columns are less than
// 768 bytes apart, packing takes longer than it saves.
CK_INLINE int ck_is_left_packed(ptrdiff_t left_row, ptrdiff_t left_inner, size_t rows, size_t columns) {
  return left_row == 1 && left_inner >= 192 && rows >= CK_TILE_ROWS && columns >= 3 * CK_PANEL;
}

// Packs tiles of a left matrix whose columns are contiguous: `inner` columns, CK_TILE_ROWS numbers of each at a time.
static struct ck_left ck_pack_left(const float *left, ptrdiff_t left_inner, float *packed, size_t rows, size_t inner) {
  const ptrdiff_t tile = (ptrdiff_t)inner * CK_TILE_ROWS;
  for (size_t k = 0; k < inner; k++) {
    const float *x = left + (ptrdiff_t)k * left_inner;
    float *y = packed + k * CK_TILE_ROWS;
    size_t row = 0;
    for (; row + CK_TILE_ROWS <= rows; row += CK_TILE_ROWS, y += tile) memcpy(y, x + row, CK_TILE_ROWS * sizeof *x);
    for (size_t r = 0; row + r < rows; r++) y[r] = x[row + r];
  }
  return (struct ck_left){packed, tile, 1, CK_TILE_ROWS};
}

// The part of a product that a panel of `width` columns and at most CK_DEPTH rows of the right matrix gives. `end` has the bias of these
// columns.
static void ck_add_panel(struct ck_left left, const float *right, ptrdiff_t right_inner, ptrdiff_t right_column, float *out, size_t rows,
                         size_t inner, size_t width, struct ck_tile_end end) {
  float packed[CK_DEPTH * CK_PANEL] __attribute__((aligned(64)));
  const size_t full = width > CK_WIDTH ? CK_PANEL : CK_WIDTH;
  ck_panel_loop *const panel = full == CK_PANEL ? ck_two_vectors : ck_one_vector;
  if (!ck_is_in_place(right, right_inner, right_column, width, full, rows)) {
    ck_pack(right, right_inner, right_column, packed, inner, width, full);
    right = packed;
    right_inner = (ptrdiff_t)full;
  }
  if (width == full) return panel(left, right, right_inner, out, rows, inner, end);
  // The last columns do not fill a vector: they are computed in a buffer and copied.
  float edge[CK_TILE_ROWS * CK_PANEL], bias[CK_PANEL] = {0};
  if (end.bias) end.bias = memcpy(bias, end.bias, width * sizeof *bias);
  const ptrdiff_t out_row = end.out_row;
  end.out_row = (ptrdiff_t)full;
  for (size_t row = 0; row < rows; row += CK_TILE_ROWS, left.values += left.tile) {
    const size_t count = rows - row < CK_TILE_ROWS ? rows - row : CK_TILE_ROWS;
    float *y = out + (ptrdiff_t)row * out_row;
    if (end.continues || end.adds)
      for (size_t r = 0; r < count; r++) memcpy(edge + r * full, y + (ptrdiff_t)r * out_row, width * sizeof *y);
    panel(left, right, right_inner, edge, count, inner, end);
    for (size_t r = 0; r < count; r++) memcpy(y + (ptrdiff_t)r * out_row, edge + r * full, width * sizeof *y);
  }
}

static void ck_loop_matmul(const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
                           ptrdiff_t right_column, const float *bias, float *out, ptrdiff_t out_row, size_t rows, size_t inner,
                           size_t columns, int adds) {
  const int is_single_row = rows == 1 && right_inner == 1 && right_column != 1;
  const size_t first = is_single_row ? ck_single_row_columns(left, left_inner, right, right_column, bias, out, inner, columns, adds) : 0;
  const int is_packed = ck_is_left_packed(left_row, left_inner, rows, columns);
  const size_t most_rows = is_packed ? CK_ROWS_PACKED : rows;
  float packed[CK_ROWS_PACKED * CK_DEPTH] __attribute__((aligned(64)));
  for (size_t row = 0; row < rows; row += most_rows) {
    const size_t block = rows - row < most_rows ? rows - row : most_rows;
    size_t k = 0;
    do {
      const size_t depth = inner - k < CK_DEPTH ? inner - k : CK_DEPTH;
      const float *x = left + (ptrdiff_t)row * left_row + (ptrdiff_t)k * left_inner;
      struct ck_left tiles = {x, CK_TILE_ROWS * left_row, left_row, left_inner};
      if (is_packed) tiles = ck_pack_left(x, left_inner, packed, block, depth);
      for (size_t c = first; c < columns; c += CK_PANEL) {
        const size_t width = columns - c < CK_PANEL ? columns - c : CK_PANEL;
        const struct ck_tile_end end = {bias && k + depth == inner ? bias + c : 0, out_row, k > 0, adds};
        ck_add_panel(tiles, right + (ptrdiff_t)k * right_inner + (ptrdiff_t)c * right_column, right_inner, right_column,
                     out + (ptrdiff_t)row * out_row + c, block, depth, width, end);
      }
      k += depth;
    } while (k < inner);
  }
}

#endif
