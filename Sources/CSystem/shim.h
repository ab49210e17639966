// System calls that Swift's importer hides, because they have a variable number of arguments or are unsafe in a program with threads,
// and those of Linux that Swift's Glibc module leaves out. Darwin's module has its own equivalents of the latter.

#ifndef LESSONS_CSYSTEM_H
#define LESSONS_CSYSTEM_H

#include <sys/types.h>
#include <unistd.h>

/// Calls fork(2), which is only safe while the process has a single thread.
static inline pid_t cs_fork(void) { return fork(); }

#ifdef __linux__

#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/xattr.h>

/// Makes this process the parent of descendants whose own parents end; returns 0, or -1 with the reason in `errno`.
static inline int cs_adopt_orphans(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }

/// Makes the system kill this process when its parent ends; returns 0, or -1 with the reason in `errno`.
static inline int cs_end_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

/// Exchanges two files in one step (`RENAME_EXCHANGE`); returns 0, or -1 with the reason in `errno`.
static inline int cs_exchange(int folder, const char *first, const char *second) {
  return (int)syscall(SYS_renameat2, folder, first, folder, second, 1 << 1);
}

/// Accepts a connection whose socket no child process inherits; returns the socket, or -1 with the reason in `errno`.
static inline int cs_accept(int socket) { return (int)syscall(SYS_accept4, socket, (void *)0, (void *)0, SOCK_CLOEXEC); }

#endif

#endif
