// A test in plain C for each kernel, so that the kernels can be tried on a processor for which there is no Swift here.
//
// A test compares what its kernel gives with a reference that is written for clarity, and prints a hash of it, as `result-bits` does: the
// hashes say where two processors differ.

#ifndef LESSONS_KERNEL_TESTS_H
#define LESSONS_KERNEL_TESTS_H

#include "ck.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// The test of the kernel NAME is test_of_NAME. The program does not link if a kernel that loops/families.h lists has none.
#define CK_KERNEL(result, name, parameters) void test_of_##name(void);
#include "loops/families.h"
#undef CK_KERNEL
void test_of_nll_mean(void);

// Memory of zeros that a test need not free. It ends where a page begins that must not be touched: a loop that reads or writes too far
// stops the program.
void *memory(size_t size);

// Numbers between two bounds, in steps of 2^-24 of their distance: their sums in double are exact. Each test draws from the same stream.
float *numbers(size_t count, float low, float high);
// Numbers of all magnitudes, zeros, infinities, NaN and subnormal numbers among them.
float *any_numbers(size_t count);
// 65,536 numbers that are spread evenly over all bit patterns, so that they have every sign and exponent.
float *every_exponent(void);
enum { EVERY_EXPONENT = 65536 };
// Whole numbers from 0 to below a limit.
ptrdiff_t *places(size_t count, size_t limit);
// Bits of which each is as often 0 as 1.
uint64_t *draws(size_t count);
// A copy of numbers.
float *copied(const float *values, size_t count);

// The counts and the tables that most kernels are tried with: multiples of vectors, and others. Both lists end with a 0.
struct table {
  size_t rows, columns;
};
extern const size_t counts[];
extern const struct table tables[];
#define EACH_COUNT(count) for (size_t i_ = 0, count; (count = counts[i_]) > 0; i_++)
#define EACH_TABLE(table) for (const struct table *table = tables; table->rows > 0; table++)

// How far a number may lie from its reference: in units of the last place of the reference as a float, or as a distance. One is enough.
struct tolerance {
  double ulps, distance;
};

// Each compares what was found with what is expected, and prints a line with the kernel's name, the words and a hash of what was found.
//
// All bits count, but any NaN is as good as any other: processors differ in its sign.
__attribute__((format(printf, 4, 5))) void check(const float *found, const float *expected, size_t count, const char *words, ...);
__attribute__((format(printf, 5, 6))) void check_near(const float *found, const double *expected, size_t count, struct tolerance tolerance,
                                                      const char *words, ...);
__attribute__((format(printf, 4, 5))) void check_bytes(const void *found, const void *expected, size_t size, const char *words, ...);

// The test of a kernel (values, out, count) and of one (values, gradient, out, count), which give for each number what a function in double
// gives, to within some units of the last place; with 0, to the last bit. What is written may take the values' place.
typedef void function_kernel(const float *values, float *out, size_t count);
typedef void gradient_kernel(const float *values, const float *gradient, float *out, size_t count);
void check_function(function_kernel *kernel, double (*reference)(double), double ulps);
void check_gradient(gradient_kernel *kernel, double (*reference)(double, double), double ulps);
#define FUNCTION_TEST(name, reference, ulps) \
  void test_of_##name(void) { check_function(ck_kernels()->name, reference, ulps); }
#define GRADIENT_TEST(name, reference, ulps) \
  void test_of_##name(void) { check_gradient(ck_kernels()->name, reference, ulps); }

#endif
