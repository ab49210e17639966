#include "ck_table.h"

#include <stdatomic.h>
#include <stdlib.h>

static _Atomic(const struct ck_table *) chosen;

// The best table for this processor, or a lesser one that LESSONS_CPU selects.
static const struct ck_table *choose(void) {
#if defined(__aarch64__)
  return &ck_table_neon;
#else
#if defined(__x86_64__)
  const char *wanted = getenv("LESSONS_CPU");
  const int is_any = wanted && strcmp(wanted, "any") == 0, is_avx2 = wanted && strcmp(wanted, "avx2") == 0;
  __builtin_cpu_init();
  if (!is_any && !is_avx2 && __builtin_cpu_supports("x86-64-v4")) return &ck_table_avx512;
  if (!is_any && __builtin_cpu_supports("x86-64-v3")) return &ck_table_avx2;
#endif
  return &ck_table_any;
#endif
}

const struct ck_table *ck_kernels(void) {
  const struct ck_table *table = atomic_load_explicit(&chosen, memory_order_relaxed);
  if (!table) {
    table = choose();
    atomic_store_explicit(&chosen, table, memory_order_relaxed);
  }
  return table;
}

const char *ck_processor(void) {
#if defined(__aarch64__)
  return "neon";
#else
#if defined(__x86_64__)
  if (ck_kernels() == &ck_table_avx512) return "avx512";
  if (ck_kernels() == &ck_table_avx2) return "avx2";
#endif
  return "any";
#endif
}
