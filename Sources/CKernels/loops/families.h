// Every family of kernels, a file each: its kernels with their types, then their loops.
//
// If CK_KERNEL(result, name, parameters) is defined, a file applies it to each of its kernels. If not, the file defines their loops: that
// of the kernel NAME is ck_loop_NAME.

#include "random.h"
#include "normal.h"
#include "matmul.h"
#include "elementwise.h"
#include "tanh.h"
#include "gelu.h"
#include "copies.h"
#include "sums.h"
#include "extrema.h"
#include "softmax.h"
#include "cross_entropy.h"
#include "layer_norm.h"
#include "adamw.h"
