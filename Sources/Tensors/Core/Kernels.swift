import CKernels

/// The loops for the processor that the program runs on.
let kernels = ck_kernels().pointee
