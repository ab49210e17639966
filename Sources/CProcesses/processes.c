#include "processes.h"

#include <signal.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

pid_t cp_fork(void) { return fork(); }

#ifdef __linux__
int cp_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }
int cp_end_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }
#else
int cp_adopt_orphans(void) { return -1; }
int cp_end_with_parent(void) { return -1; }
#endif
