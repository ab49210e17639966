#ifndef LESSONS_CK_TABLE_H
#define LESSONS_CK_TABLE_H

#include "ck.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

// Vectors wider than the processor's are passed only to inlined functions, so how they would be passed does not matter.
#pragma clang diagnostic ignored "-Wpsabi"

#define CK_INLINE static inline __attribute__((always_inline))

// For any processor, for 64-bit Arm processors, and for x86 processors with AVX2 or AVX-512 (x86-64-v3 and v4).
extern const struct ck_table ck_table_any;
extern const struct ck_table ck_table_neon;
extern const struct ck_table ck_table_avx2;
extern const struct ck_table ck_table_avx512;

#endif
