// System calls that Swift's importer hides, because they are unsafe in a program with threads or have a variable number of arguments.

#ifndef LESSONS_PROCESSES_H
#define LESSONS_PROCESSES_H

#include <sys/types.h>

/// fork(2). It may only be called while the process has a single thread.
pid_t cp_fork(void);

/// Makes this process the parent of descendants whose own parents end (prctl(2), PR_SET_CHILD_SUBREAPER).
///
/// Returns 0, or -1 where the system has no such thing.
int cp_adopt_orphans(void);

/// Makes the system kill this process when its parent ends (prctl(2), PR_SET_PDEATHSIG).
///
/// Returns 0, or -1 where the system has no such thing.
int cp_end_with_parent(void);

#endif
