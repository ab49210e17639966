// Every family of kernels: what each kernel does and its type, and behind that its loop.
//
// Included where CK_KERNEL(result, name, parameters) is defined, each file lists its kernels; elsewhere it gives the loops, of which
// `ck_loop_NAME` is the one of the kernel `NAME`.

#include "random.h"
#include "normal.h"
#include "matmul.h"
#include "elementwise.h"
#include "copies.h"
#include "sums.h"
#include "max.h"
#include "softmax.h"
#include "cross_entropy.h"
#include "layer_norm.h"
#include "adamw.h"
