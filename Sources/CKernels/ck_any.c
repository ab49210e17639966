#include "ck_table.h"

#define CK_TABLE ck_table_any
#define CK_WIDTH 4
#define CK_TILE_ROWS 8
#include "ck_loops.h"
