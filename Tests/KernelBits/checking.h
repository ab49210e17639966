#ifndef LESSONS_KERNEL_CHECKING_H
#define LESSONS_KERNEL_CHECKING_H

#include <stddef.h>

// Between these two, results are those of the kernel.
void begin_test(const char *kernel);
void end_test(void);

// How many results were compared, and how many are wrong.
size_t results(void);
size_t failures(void);

// Starts the stream of numbers anew, and frees the memory of the last test.
void begin_inputs(void);

#endif
