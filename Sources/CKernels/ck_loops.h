// All loops, compiled once for each kind of processor: the file that includes this one says which.
//
// CK_TABLE is the name of the processor's table of kernels, CK_WIDTH the number of floats in a vector, CK_TILE_ROWS the number of rows of
// a product that fit its registers, CK_UNROLLED how many steps of a product's loop are written one after the other.

#pragma STDC FP_CONTRACT OFF

#include "loops/shared/vector.h"
#include "loops/shared/transpose.h"
#include "loops/shared/tile.h"
#include "loops/shared/sixteen.h"
#include "loops/shared/by_rows.h"
#include "loops/shared/exp.h"
#include "loops/shared/log.h"
#include "loops/shared/pairs.h"
#include "loops/shared/tanh.h"
#include "loops/shared/erf.h"
#include "loops/families.h"

const struct ck_table CK_TABLE = {
#define CK_KERNEL(result, name, parameters) .name = ck_loop_##name,
#include "loops/families.h"
#undef CK_KERNEL
};
