#include "ck_table.h"

#if defined(__aarch64__)
#define CK_TABLE ck_table_neon
#define CK_WIDTH 4
#define CK_TILE_ROWS 8
#define CK_UNROLLED 1
#define CK_MULTIPLIES_BY_LANE
#include "ck_loops.h"
#endif
