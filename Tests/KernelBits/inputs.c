#include "checking.h"
#include "tests.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

const size_t counts[] = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 64, 100, 257, 0};
const struct table tables[] = {{1, 1},   {3, 5},   {1, 16},  {7, 15},  {8, 17}, {9, 3},    {4, 64}, {5, 65},
                               {3, 100}, {12, 33}, {17, 31}, {33, 48}, {70, 7}, {9, 530}, {2, 5000}, {0, 0}};

static uint64_t state;
static struct { void *start; size_t size; } mappings[1 << 16];
static size_t mapping_count;

void begin_inputs(void) {
  state = 1;
  while (mapping_count > 0) {
    mapping_count--;
    munmap(mappings[mapping_count].start, mappings[mapping_count].size);
  }
}

void *memory(size_t size) {
  const size_t page = (size_t)sysconf(_SC_PAGESIZE), whole = (size + page - 1) / page * page;
  char *start = mmap(NULL, whole + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0);
  if (start == MAP_FAILED || mapping_count == sizeof mappings / sizeof *mappings || mprotect(start + whole, page, PROT_NONE) != 0) {
    perror("memory");
    exit(2);
  }
  mappings[mapping_count].start = start;
  mappings[mapping_count++].size = whole + page;
  return start + whole - size;
}

// Knuth's MMIX, of which the high bits are the random ones.
static uint64_t next(void) { return state = state * 6364136223846793005u + 1442695040888963407u; }

float *numbers(size_t count, float low, float high) {
  float *values = memory(count * sizeof *values);
  for (size_t i = 0; i < count; i++) values[i] = low + (float)(next() >> 40) * 0x1p-24f * (high - low);
  return values;
}

float *any_numbers(size_t count) {
  static const float special[] = {0.0f,      -0.0f,  INFINITY,  -INFINITY, NAN,        1.0f,        -1.0f,  0x1p-149f, -0x1p-149f,
                                  0x1p-130f, -1e-39f, 0x1p-126f, -0x1p-126f, 0x1.fffffep127f, -0x1.fffffep127f, 88.7f,  -103.9f,   1e-20f};
  float *values = numbers(count, -4, 4);
  for (size_t i = 0; i < count; i++) {
    const uint64_t kind = next() >> 32;
    if (kind % 3 == 0) values[i] = special[kind / 3 % (sizeof special / sizeof *special)];
    if (kind % 3 == 1) values[i] = ldexpf(values[i], (int)(kind / 3 % 100) - 50);
  }
  return values;
}

float *every_exponent(void) {
  float *values = memory(EVERY_EXPONENT * sizeof *values);
  for (uint32_t i = 0; i < EVERY_EXPONENT; i++) {
    const uint32_t bits = i * 0x10001u;
    memcpy(values + i, &bits, sizeof bits);
  }
  return values;
}

ptrdiff_t *places(size_t count, size_t limit) {
  ptrdiff_t *values = memory(count * sizeof *values);
  for (size_t i = 0; i < count; i++) values[i] = (ptrdiff_t)((next() >> 33) % limit);
  return values;
}

uint64_t *draws(size_t count) {
  uint64_t *values = memory(count * sizeof *values);
  for (size_t i = 0; i < count; i++) values[i] = next() ^ next() >> 32;
  return values;
}

float *copied(const float *values, size_t count) { return memcpy(memory(count * sizeof *values), values, count * sizeof *values); }
