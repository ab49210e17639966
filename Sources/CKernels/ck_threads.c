#define _GNU_SOURCE
#include "ck.h"

#ifdef __linux__
#include <pthread.h>
#include <sched.h>

static cpu_set_t allowed;
static int is_known = 0;

// The processors that the program may use are those of its first call, which comes before any thread is kept from one of them.
int ck_keep_apart(unsigned long thread) {
  if (!is_known) is_known = sched_getaffinity(0, sizeof allowed, &allowed) == 0 ? 1 : -1;
  const int own = sched_getcpu();
  if (is_known < 0 || own < 0) return 0;
  cpu_set_t others = allowed;
  CPU_CLR(own, &others);
  return CPU_COUNT(&others) > 0 && pthread_setaffinity_np((pthread_t)thread, sizeof others, &others) == 0;
}

int ck_processors(void) {
  cpu_set_t own;
  return sched_getaffinity(0, sizeof own, &own) == 0 ? CPU_COUNT(&own) : 1;
}
#else
#include <unistd.h>

int ck_processors(void) { return (int)sysconf(_SC_NPROCESSORS_ONLN); }

int ck_keep_apart(unsigned long thread) { return 1; }
#endif
