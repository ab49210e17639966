// The models that come with the course, as files of the format safetensors.

#ifndef LESSONS_COURSE_CHECKPOINTS_H
#define LESSONS_COURSE_CHECKPOINTS_H

#include <stddef.h>

/// The bytes of `gpt.safetensors`, the GPT that lesson 11 trains (`make checkpoint`).
const unsigned char *course_gpt(void);
/// The number of these bytes.
size_t course_gpt_size(void);

#endif
