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

// Each element of a product is one chain of fused multiply-adds in the order of `inner`, whatever the tiles are.
//
// A tile of CK_TILE_ROWS rows and two vectors of columns stays in registers while `inner` runs. The columns of the right matrix that
// a tile needs are packed together, CK_DEPTH rows of them at a time, which the caches hold.

enum { CK_DEPTH = CK_MOST_INNER_ADDED, CK_PANEL = 2 * CK_WIDTH, CK_ROW_VECTORS = 4 };

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
CK_INLINE void ck_panel(const int vectors, const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right,
                        ptrdiff_t right_inner, float *out, size_t rows, size_t inner, struct ck_tile_end end) {
#define CK_TILES(size)                                                                                                         \
  for (; row + (size) <= rows; row += (size))                                                                                  \
  ck_tile(size, vectors, left + (ptrdiff_t)row * left_row, left_row, left_inner, right, right_inner,                           \
          out + (ptrdiff_t)row * end.out_row, inner, end)
  size_t row = 0;
  CK_TILES(CK_TILE_ROWS);
  if (CK_TILE_ROWS > 6) CK_TILES(6);
  CK_TILES(4);
  CK_TILES(3);
  CK_TILES(2);
  CK_TILES(1);
#undef CK_TILES
}

typedef void ck_panel_loop(const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
                           float *out, size_t rows, size_t inner, struct ck_tile_end end);

static void ck_one_vector(const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
                          float *out, size_t rows, size_t inner, struct ck_tile_end end) {
  ck_panel(1, left, left_row, left_inner, right, right_inner, out, rows, inner, end);
}

static void ck_two_vectors(const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
                           float *out, size_t rows, size_t inner, struct ck_tile_end end) {
  ck_panel(2, left, left_row, left_inner, right, right_inner, out, rows, inner, end);
}

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

static void ck_loop_matmul(const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
                           ptrdiff_t right_column, const float *bias, float *out, ptrdiff_t out_row, size_t rows, size_t inner,
                           size_t columns, int adds) {
  float packed[CK_DEPTH * CK_PANEL] __attribute__((aligned(64)));
  const int is_single_row = rows == 1 && right_inner == 1 && right_column != 1;
  size_t c = is_single_row ? ck_single_row_columns(left, left_inner, right, right_column, bias, out, inner, columns, adds) : 0;
  for (; c < columns; c += CK_PANEL) {
    const size_t width = columns - c < CK_PANEL ? columns - c : CK_PANEL;
    const size_t full = width > CK_WIDTH ? CK_PANEL : CK_WIDTH;
    ck_panel_loop *const panel = full == CK_PANEL ? ck_two_vectors : ck_one_vector;
    float last_bias[CK_PANEL] = {0};
    if (bias && width < full) memcpy(last_bias, bias + c, width * sizeof *bias);
    size_t k = 0;
    do {
      const size_t depth = inner - k < CK_DEPTH ? inner - k : CK_DEPTH;
      const int is_last = k + depth == inner;
      const float *x = left + (ptrdiff_t)k * left_inner;
      const float *w = right + (ptrdiff_t)k * right_inner + (ptrdiff_t)c * right_column;
      ptrdiff_t w_inner = right_inner;
      if (!ck_is_in_place(w, right_inner, right_column, width, full, rows)) {
        ck_pack(w, right_inner, right_column, packed, depth, width, full);
        w = packed;
        w_inner = (ptrdiff_t)full;
      }
      struct ck_tile_end end = {0, out_row, k > 0, adds};
      if (width == full) {
        if (is_last && bias) end.bias = bias + c;
        panel(x, left_row, left_inner, w, w_inner, out + c, rows, depth, end);
      } else {
        // The last columns do not fill a vector: they are computed in a buffer and copied.
        float edge[CK_TILE_ROWS * CK_PANEL];
        end.out_row = (ptrdiff_t)full;
        if (is_last && bias) end.bias = last_bias;
        for (size_t row = 0; row < rows; row += CK_TILE_ROWS) {
          const size_t count = rows - row < CK_TILE_ROWS ? rows - row : CK_TILE_ROWS;
          float *y = out + (ptrdiff_t)row * out_row + c;
          if (k > 0 || adds)
            for (size_t r = 0; r < count; r++) memcpy(edge + r * full, y + (ptrdiff_t)r * out_row, width * sizeof *y);
          panel(x + (ptrdiff_t)row * left_row, left_row, left_inner, w, w_inner, edge, count, depth, end);
          for (size_t r = 0; r < count; r++) memcpy(y + (ptrdiff_t)r * out_row, edge + r * full, width * sizeof *y);
        }
      }
      k += depth;
    } while (k < inner);
  }
}

#endif
