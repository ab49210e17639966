#include "checking.h"
#include "tests.h"

#include <stdio.h>

static const struct {
  const char *kernel;
  void (*test)(void);
} tests[] = {
#define CK_KERNEL(result, name, parameters) {#name, test_of_##name},
#include "loops/families.h"
#undef CK_KERNEL
    {"nll_mean", test_of_nll_mean},
};

int main(void) {
  for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
    begin_test(tests[i].kernel);
    tests[i].test();
    end_test();
  }
  fprintf(stderr, "%zu kernels, as loops for %s: %zu results, %zu of them wrong\n", sizeof tests / sizeof *tests, ck_processor(),
          results(), failures());
  return failures() > 0;
}
