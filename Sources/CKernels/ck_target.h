#ifndef LESSONS_CK_TARGET_H
#define LESSONS_CK_TARGET_H

// One copy of a function for each kind of processor, chosen when the program is loaded. Mach-O cannot do that.
#if defined(__x86_64__) && defined(__linux__)
#define CK_DISPATCH __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define CK_DISPATCH
#endif

#define CK_INLINE static inline __attribute__((always_inline))

#endif
