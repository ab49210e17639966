#include "checking.h"

#include "tests.h"

#include <float.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

static const char *kernel;
static size_t result_count, failure_count;

static void write_text(const char *text) {
  if (write(STDERR_FILENO, text, strlen(text)) < 0) _exit(3);
}

static void stop(int signal) {
  write_text(kernel);
  write_text(": reads or writes beyond an array\n");
  _exit(2);
}

void begin_test(const char *name) {
  kernel = name;
  begin_inputs();
  // macOS sends the second where Linux sends the first.
  signal(SIGSEGV, stop);
  signal(SIGBUS, stop);
}

void end_test(void) { begin_inputs(); }

size_t results(void) { return result_count; }

size_t failures(void) { return failure_count; }

// FNV-1a.
static const uint64_t hash_start = 0xcbf29ce484222325;

static uint64_t hashed(uint64_t hash, uint64_t value) { return (hash ^ value) * 0x100000001b3; }

static void print_line(const char *words, va_list arguments, const char *end, uint64_t hash) {
  va_list copy;
  va_copy(copy, arguments);
  printf("%s ", kernel);
  vprintf(words, copy);
  printf("%s %" PRIx64 "\n", end, hash);
  va_end(copy);
}

static void print_failure(const char *words, va_list arguments) {
  va_list copy;
  va_copy(copy, arguments);
  fprintf(stderr, "%s ", kernel);
  vfprintf(stderr, words, copy);
  va_end(copy);
  failure_count++;
}

static uint32_t bits_of(float number) {
  uint32_t bits;
  memcpy(&bits, &number, sizeof bits);
  return bits;
}

// A second line has the bits of NaN, too.
static void print_floats(const float *found, size_t count, const char *words, va_list arguments) {
  uint64_t hash = hash_start, exact = hash_start;
  int has_nan = 0;
  for (size_t i = 0; i < count; i++) {
    const int is_nan = found[i] != found[i];
    has_nan |= is_nan;
    hash = hashed(hash, is_nan ? 0x7fc00000 : bits_of(found[i]));
    exact = hashed(exact, bits_of(found[i]));
  }
  print_line(words, arguments, "", hash);
  if (has_nan) print_line(words, arguments, ", with the signs of NaN", exact);
}

static int is_same(float found, float expected) {
  return bits_of(found) == bits_of(expected) || (found != found && expected != expected);
}

void check(const float *found, const float *expected, size_t count, const char *words, ...) {
  va_list arguments;
  va_start(arguments, words);
  result_count++;
  for (size_t i = 0; i < count; i++) {
    if (is_same(found[i], expected[i])) continue;
    print_failure(words, arguments);
    fprintf(stderr, ": number %zu is %.9g (%a), not %.9g (%a)\n", i, found[i], found[i], expected[i], expected[i]);
    break;
  }
  print_floats(found, count, words, arguments);
  va_end(arguments);
}

static int is_near(float found, double expected, struct tolerance tolerance) {
  const float nearest = (float)expected;
  if (is_same(found, nearest)) return 1;
  const double distance = fabs(found - expected), magnitude = fabsf(nearest);
  if (!(distance < (double)INFINITY)) return 0;
  const double ulp = magnitude < (double)FLT_MAX ? nextafterf((float)magnitude, INFINITY) - magnitude : 0x1p104;
  return distance <= tolerance.ulps * ulp || distance <= tolerance.distance;
}

void check_near(const float *found, const double *expected, size_t count, struct tolerance tolerance, const char *words, ...) {
  va_list arguments;
  va_start(arguments, words);
  result_count++;
  for (size_t i = 0; i < count; i++) {
    if (is_near(found[i], expected[i], tolerance)) continue;
    print_failure(words, arguments);
    fprintf(stderr, ": number %zu is %.9g (%a), not near %.17g (%a)\n", i, found[i], found[i], expected[i], (float)expected[i]);
    break;
  }
  print_floats(found, count, words, arguments);
  va_end(arguments);
}

void check_bytes(const void *found, const void *expected, size_t size, const char *words, ...) {
  va_list arguments;
  va_start(arguments, words);
  result_count++;
  if (memcmp(found, expected, size)) {
    print_failure(words, arguments);
    fprintf(stderr, ": differs from what is expected\n");
  }
  uint64_t hash = hash_start;
  for (size_t i = 0; i < size; i++) hash = hashed(hash, ((const unsigned char *)found)[i]);
  print_line(words, arguments, "", hash);
  va_end(arguments);
}
