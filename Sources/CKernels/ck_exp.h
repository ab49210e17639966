#ifndef LESSONS_CK_EXP_H
#define LESSONS_CK_EXP_H

#include "ck_target.h"

#include <stdint.h>
#include <string.h>

CK_INLINE float ck_power_of_two(int32_t exponent) {
  int32_t bits = (exponent + 127) << 23;
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

// Sleef_expf_u10 with fused multiply-add.
CK_INLINE float ck_expf(float x) {
#pragma STDC FP_CONTRACT OFF
  float d = x > -110.0f ? x : -110.0f;
  d = d < 110.0f ? d : 110.0f;
  float q = __builtin_rintf(d * 1.4426950408889634f);
  float s = __builtin_fmaf(q, -0.693145751953125f, d);
  s = __builtin_fmaf(q, -1.428606765330187e-06f, s);
  float u = 0.000198527617612853646f;
  u = __builtin_fmaf(u, s, 0.00139304355252534151f);
  u = __builtin_fmaf(u, s, 0.00833336077630519867f);
  u = __builtin_fmaf(u, s, 0.0416664853692054749f);
  u = __builtin_fmaf(u, s, 0.166666671633720398f);
  u = __builtin_fmaf(u, s, 0.5f);
  u = 1.0f + __builtin_fmaf(s * s, u, s);
  // In two steps, so that results below the normal range come out right.
  int32_t exponent = (int32_t)q;
  u = u * ck_power_of_two(exponent >> 1) * ck_power_of_two(exponent - (exponent >> 1));
  u = x < -104.0f ? 0.0f : u;
  u = x > 104.0f ? __builtin_inff() : u;
  return x != x ? x : u;
}

#endif
