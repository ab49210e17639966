#include "ck.h"

// PyTorch adds up in a cascade of eight levels: each holds the sums of sixteen of the level below.
float ck_nll_mean(const float *values, const float *maxima, const float *logarithms, const ptrdiff_t *targets, size_t rows,
                  size_t columns) {
  enum { LEVELS = 8 };
  int bits = 0;
  while (rows > 1 && (rows - 1) >> bits) bits++;
  const int step = bits / LEVELS > 4 ? bits / LEVELS : 4;
  const size_t mask = ((size_t)1 << step) - 1;
  float level[LEVELS] = {0};
  for (size_t row = 0; row < rows; row++) {
    level[0] -= values[row * columns + (size_t)targets[row]] - maxima[row] - logarithms[row];
    for (int j = 0; j + 1 < LEVELS; j++) {
      if (row & (mask << (j * step))) break;
      level[j + 1] += level[j];
      level[j] = 0.0f;
    }
  }
  float sum = 0.0f;
  for (int j = 0; j < LEVELS; j++) sum += level[j];
  return sum / (float)rows;
}
