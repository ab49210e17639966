#include "CourseCheckpoints.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Part of the program, so that the lessons run wherever it is installed.
static const unsigned char gpt[] = {
#embed "gpt.safetensors"
};

const unsigned char *course_gpt(void) { return gpt; }
size_t course_gpt_size(void) { return sizeof gpt; }
