#ifndef LESSONS_CFILESYSTEM_H
#define LESSONS_CFILESYSTEM_H

// Swift's Glibc module leaves these out. Darwin's module has its own equivalents.
#ifdef __linux__

#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/xattr.h>
#include <unistd.h>

/// Exchanges two files in one step (`RENAME_EXCHANGE`); returns 0, or -1 with the reason in `errno`.
static inline int cfs_exchange(int folder, const char *first, const char *second) {
  return (int)syscall(SYS_renameat2, folder, first, folder, second, 1 << 1);
}

#endif

#endif
