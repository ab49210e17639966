#include "ck_table.h"

#if defined(__x86_64__)
#define CK_TABLE ck_table_avx2
#define CK_WIDTH 8
#define CK_TILE_ROWS 6
#define CK_UNROLLED 4
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "ck_loops.h"
#pragma clang attribute pop
#endif
