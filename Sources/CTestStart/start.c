#include "CTestStart.h"

#include <stdlib.h>

// A program of tests has a main function that is not ours, but this runs before it, when there is only one thread.
__attribute__((constructor)) static void start(void) {
  if (getenv(CTS_TASK)) cts_perform_task();
}
