// All loops, compiled once for each kind of processor: whoever includes this says for which.
//
// CK_TABLE is the name of the table of the functions, CK_WIDTH how many floats a vector has, CK_TILE_ROWS how many rows of a product
// its registers hold.

#pragma STDC FP_CONTRACT OFF

#include "loops/vector.h"
#include "loops/by_rows.h"
#include "loops/exp.h"
#include "loops/log.h"
#include "loops/adamw.h"
#include "loops/elementwise.h"
#include "loops/matmul.h"
#include "loops/normal.h"
#include "loops/random.h"
#include "loops/rows.h"
#include "loops/largest.h"
#include "loops/softmax.h"
#include "loops/cross_entropy.h"

const struct ck_table CK_TABLE = {
    .normal_fill = ck_loop_normal_fill,
    .twist = ck_loop_twist,
    .uniform = ck_loop_uniform,
    .stretch = ck_loop_stretch,
    .exponential = ck_loop_exponential,
    .matmul = ck_loop_matmul,
    .add = ck_loop_add,
    .subtract = ck_loop_subtract,
    .multiply = ck_loop_multiply,
    .divide = ck_loop_divide,
    .relu = ck_loop_relu,
    .relu_backward = ck_loop_relu_backward,
    .fill_where = ck_loop_fill_where,
    .copy_rows = ck_loop_copy_rows,
    .sum = ck_loop_sum,
    .sum_rows = ck_loop_sum_rows,
    .sum_columns = ck_loop_sum_columns,
    .largest_rows = ck_loop_largest_rows,
    .largest_columns = ck_loop_largest_columns,
    .argmax = ck_loop_argmax,
    .gather = ck_loop_gather,
    .scatter_add = ck_loop_scatter_add,
    .exp = ck_loop_exp,
    .softmax = ck_loop_softmax,
    .softmax_backward = ck_loop_softmax_backward,
    .log_softmax = ck_loop_log_softmax,
    .log_sums = ck_loop_log_sums,
    .cross_entropy_backward = ck_loop_cross_entropy_backward,
    .layer_norm = ck_loop_layer_norm,
    .layer_norm_backward = ck_loop_layer_norm_backward,
    .adamw_step = ck_loop_adamw,
};
