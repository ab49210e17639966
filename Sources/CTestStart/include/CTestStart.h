#ifndef C_TEST_START_H
#define C_TEST_START_H

/// The environment variable that makes a program of tests do something else than run its tests.
#define CTS_TASK "LESSONS_TEST_TASK"

/// Does that and ends the process; Swift code defines it.
extern void cts_perform_task(void);

#endif
