#ifdef CK_KERNEL
#pragma clang assume_nonnull begin

// out[rows, columns] = left[rows, inner] x right[inner, columns], summed in the order of `inner` with fused multiply-add.
CK_KERNEL(void, matmul,
          (const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
           ptrdiff_t right_column, float *out, size_t rows, size_t inner, size_t columns))

#pragma clang assume_nonnull end
#else

// Each element of a product is one chain of fused multiply-adds in the order of `inner`, whatever the tiles are.
//
// A tile of CK_TILE_ROWS rows and two vectors of columns stays in registers while `inner` runs. The columns of the right matrix that
// a tile needs are packed together, CK_DEPTH rows of them at a time, which fit the first cache.

enum { CK_DEPTH = 128, CK_PANEL = 2 * CK_WIDTH };

CK_INLINE void ck_tile(const int rows, const int vectors, const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right,
                       ptrdiff_t right_inner, float *out, ptrdiff_t out_row, size_t inner, int is_first) {
  ck_vector sums[CK_TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[r][v] = is_first ? ck_spread(0.0f) : ck_load(out + r * out_row + v * CK_WIDTH);
  for (size_t k = 0; k < inner; k++) {
    ck_vector columns[2];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) columns[v] = ck_load(right + (ptrdiff_t)k * right_inner + v * CK_WIDTH);
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
      const ck_vector x = ck_spread(left[r * left_row + (ptrdiff_t)k * left_inner]);
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[r][v] = __builtin_elementwise_fma(x, columns[v], sums[r][v]);
    }
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) ck_store(out + r * out_row + v * CK_WIDTH, sums[r][v]);
}

// The rows of a panel, which is one or two vectors of columns wide.
CK_INLINE void ck_panel(const int vectors, const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right,
                        ptrdiff_t right_inner, float *out, ptrdiff_t out_row, size_t rows, size_t inner, int is_first) {
  size_t row = 0;
  for (; row + CK_TILE_ROWS <= rows; row += CK_TILE_ROWS)
    ck_tile(CK_TILE_ROWS, vectors, left + (ptrdiff_t)row * left_row, left_row, left_inner, right, right_inner,
            out + (ptrdiff_t)row * out_row, out_row, inner, is_first);
  for (; row + 4 <= rows; row += 4)
    ck_tile(4, vectors, left + (ptrdiff_t)row * left_row, left_row, left_inner, right, right_inner, out + (ptrdiff_t)row * out_row,
            out_row, inner, is_first);
  for (; row < rows; row++)
    ck_tile(1, vectors, left + (ptrdiff_t)row * left_row, left_row, left_inner, right, right_inner, out + (ptrdiff_t)row * out_row,
            out_row, inner, is_first);
}

static void ck_one_vector(const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
                          float *out, ptrdiff_t out_row, size_t rows, size_t inner, int is_first) {
  ck_panel(1, left, left_row, left_inner, right, right_inner, out, out_row, rows, inner, is_first);
}

static void ck_two_vectors(const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
                           float *out, ptrdiff_t out_row, size_t rows, size_t inner, int is_first) {
  ck_panel(2, left, left_row, left_inner, right, right_inner, out, out_row, rows, inner, is_first);
}

// Turns rows of four numbers into columns.
CK_INLINE void ck_transpose(const float *values, ptrdiff_t row, float *out, size_t width) {
  typedef float four __attribute__((vector_size(16), aligned(4)));
  const four a = *(const four *)values, b = *(const four *)(values + row), c = *(const four *)(values + 2 * row),
             d = *(const four *)(values + 3 * row);
  const four ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  const four ab2 = __builtin_shufflevector(a, b, 2, 6, 3, 7), cd2 = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  *(four *)out = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
  *(four *)(out + width) = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
  *(four *)(out + 2 * width) = __builtin_shufflevector(ab2, cd2, 0, 1, 4, 5);
  *(four *)(out + 3 * width) = __builtin_shufflevector(ab2, cd2, 2, 3, 6, 7);
}

// Packs `columns` columns of the right matrix into rows of `width` numbers, padded with zeros.
static void ck_pack(const float *right, ptrdiff_t right_inner, ptrdiff_t right_column, float *packed, size_t inner, size_t columns,
                    size_t width) {
  if (right_column == 1) {
    for (size_t k = 0; k < inner; k++) {
      for (size_t c = 0; c < columns; c++) packed[k * width + c] = right[(ptrdiff_t)k * right_inner + (ptrdiff_t)c];
      for (size_t c = columns; c < width; c++) packed[k * width + c] = 0.0f;
    }
    return;
  }
  size_t c = 0;
  if (right_inner == 1) {
    // Squares of four by four are transposed in registers.
    for (; c + 4 <= columns; c += 4) {
      const float *x = right + (ptrdiff_t)c * right_column;
      size_t k = 0;
      for (; k + 4 <= inner; k += 4) ck_transpose(x + k, right_column, packed + k * width + c, width);
      for (; k < inner; k++)
        for (size_t i = 0; i < 4; i++) packed[k * width + c + i] = x[(ptrdiff_t)i * right_column + (ptrdiff_t)k];
    }
  }
  for (; c < width; c++)
    for (size_t k = 0; k < inner; k++)
      packed[k * width + c] = c < columns ? right[(ptrdiff_t)k * right_inner + (ptrdiff_t)c * right_column] : 0.0f;
}

static void ck_loop_matmul(const float *left, ptrdiff_t left_row, ptrdiff_t left_inner, const float *right, ptrdiff_t right_inner,
                           ptrdiff_t right_column, float *out, size_t rows, size_t inner, size_t columns) {
  float packed[CK_DEPTH * CK_PANEL] __attribute__((aligned(64)));
  const ptrdiff_t out_row = (ptrdiff_t)columns;
  if (inner == 0) memset(out, 0, rows * columns * sizeof *out);
  for (size_t k = 0; k < inner; k += CK_DEPTH) {
    const size_t depth = inner - k < CK_DEPTH ? inner - k : CK_DEPTH;
    const float *x = left + (ptrdiff_t)k * left_inner;
    for (size_t c = 0; c < columns; c += CK_PANEL) {
      const size_t width = columns - c < CK_PANEL ? columns - c : CK_PANEL;
      const size_t full = width > CK_WIDTH ? CK_PANEL : CK_WIDTH;
      const float *w = right + (ptrdiff_t)k * right_inner + (ptrdiff_t)c * right_column;
      ptrdiff_t w_inner = right_inner;
      if (right_column != 1 || width < full || rows >= 4 * CK_TILE_ROWS) {
        ck_pack(w, right_inner, right_column, packed, depth, width, full);
        w = packed;
        w_inner = (ptrdiff_t)full;
      }
      void (*panel)(const float *, ptrdiff_t, ptrdiff_t, const float *, ptrdiff_t, float *, ptrdiff_t, size_t, size_t, int) =
          full == CK_PANEL ? ck_two_vectors : ck_one_vector;
      if (width == full) {
        panel(x, left_row, left_inner, w, w_inner, out + c, out_row, rows, depth, k == 0);
        continue;
      }
      // The last columns do not fill a vector: they are computed in a buffer and copied.
      float edge[CK_TILE_ROWS * CK_PANEL];
      for (size_t row = 0; row < rows; row += CK_TILE_ROWS) {
        const size_t count = rows - row < CK_TILE_ROWS ? rows - row : CK_TILE_ROWS;
        float *y = out + row * columns + c;
        if (k > 0)
          for (size_t r = 0; r < count; r++) memcpy(edge + r * full, y + r * columns, width * sizeof *y);
        panel(x + (ptrdiff_t)row * left_row, left_row, left_inner, w, w_inner, edge, (ptrdiff_t)full, count, depth, k == 0);
        for (size_t r = 0; r < count; r++) memcpy(y + r * columns, edge + r * full, width * sizeof *y);
      }
    }
  }
}

#endif
