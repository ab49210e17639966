#include "ck.h"
#include "ck_exp.h"
#include "ck_log.h"

#pragma STDC FP_CONTRACT OFF

enum { CK_LANES = 4 };

CK_DISPATCH
void ck_exp(const float *values, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) out[i] = ck_expf(values[i]);
}

// Sums with four lanes, as PyTorch does on Arm; on x86 it has eight or sixteen, and the last bit may differ.
// Shorter rows are summed in order.
CK_INLINE float ck_sum(const float *values, size_t count) {
  if (count < CK_LANES) {
    float sum = count ? values[0] : 0.0f;
    for (size_t i = 1; i < count; i++) sum += values[i];
    return sum;
  }
  float lanes[CK_LANES];
  for (size_t lane = 0; lane < CK_LANES; lane++) lanes[lane] = values[lane];
  size_t i = CK_LANES;
  for (; i + CK_LANES <= count; i += CK_LANES)
    for (size_t lane = 0; lane < CK_LANES; lane++) lanes[lane] += values[i + lane];
  for (size_t lane = 0; i + lane < count; lane++) lanes[lane] += values[i + lane];
  for (size_t half = CK_LANES / 2; half; half /= 2)
    for (size_t lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
  return lanes[0];
}

CK_INLINE float ck_max(const float *values, size_t count) {
  float max = -__builtin_inff();
  for (size_t i = 0; i < count; i++) max = values[i] > max || values[i] != values[i] ? values[i] : max;
  return max;
}

CK_DISPATCH
void ck_softmax(const float *values, float *out, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    const float *x = values + row * columns;
    float *y = out + row * columns;
    const float max = ck_max(x, columns);
    for (size_t c = 0; c < columns; c++) y[c] = ck_expf(x[c] - max);
    float scale = 1.0f / ck_sum(y, columns);
    for (size_t c = 0; c < columns; c++) y[c] *= scale;
  }
}

CK_DISPATCH
void ck_log_softmax(const float *values, float *out, size_t rows, size_t columns) {
  for (size_t row = 0; row < rows; row++) {
    const float *x = values + row * columns;
    float *y = out + row * columns;
    const float max = ck_max(x, columns);
    for (size_t c = 0; c < columns; c++) y[c] = ck_expf(x[c] - max);
    const float sum = ck_logf(ck_sum(y, columns));
    for (size_t c = 0; c < columns; c++) y[c] = (x[c] - max) - sum;
  }
}
