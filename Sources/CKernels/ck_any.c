#include "ck_table.h"

// Every 64-bit Arm processor has the vectors of ck_neon.c.
#if !defined(__aarch64__)
#define CK_TABLE ck_table_any
#define CK_WIDTH 4
#define CK_TILE_ROWS 8
#define CK_UNROLLED 1
#include "ck_loops.h"
#endif
