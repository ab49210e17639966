#include "ck.h"
#include "ck_target.h"

CK_DISPATCH
void ck_matmul(const float *left, const float *right, float *out, size_t rows, size_t inner, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    float *y = out + row * columns;
    for (size_t c = 0; c < columns; c++) y[c] = 0.0f;
    for (size_t k = 0; k < inner; k++) {
      const float x = left[row * inner + k];
      const float *w = right + k * columns;
      for (size_t c = 0; c < columns; c++) y[c] = __builtin_fmaf(x, w[c], y[c]);
    }
  }
}
