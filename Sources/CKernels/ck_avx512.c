#include "ck_table.h"

#if defined(__x86_64__)
#include <immintrin.h>

#define CK_SCALE(u, q) ((ck_vector)_mm512_scalef_ps((__m512)(u), (__m512)(q)))
#define CK_LOAD_FIRST(values, count) ((ck_sixteen)_mm512_maskz_loadu_ps((__mmask16)((1u << (count)) - 1), values))
#define CK_TAKE(numbers, places) \
  ((ck_vector)_mm512_permutex2var_ps(*(const __m512_u *)(numbers), (__m512i)(places), *(const __m512_u *)((numbers) + 16)))
#define CK_TABLE ck_table_avx512
#define CK_WIDTH 16
#define CK_TILE_ROWS 12
#define CK_UNROLLED 1
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#include "ck_loops.h"
#pragma clang attribute pop
#endif
