// The next 624 states of mt19937 (Matsumoto and Nishimura, 1998). A state depends on one that is 227 places before it, so that a
// vector of them can be made at once.
CK_INLINE uint32_t ck_twisted(uint32_t distant, uint32_t here, uint32_t following) {
  const uint32_t y = (here & 0x80000000u) | (following & 0x7fffffffu);
  return distant ^ (y >> 1) ^ (-(following & 1u) & 0x9908b0dfu);
}

static void ck_loop_twist(uint32_t *state) {
  uint32_t old[624];
  memcpy(old, state, sizeof old);
  for (int i = 0; i < 227; i++) state[i] = ck_twisted(old[i + 397], old[i], old[i + 1]);
  for (int start = 227; start < 623; start += 198)
    for (int i = start; i < start + 198; i++) state[i] = ck_twisted(state[i - 227], old[i], old[i + 1]);
  state[623] = ck_twisted(state[396], old[623], state[0]);
}

static void ck_loop_uniform(const uint32_t *state, float *out, size_t count) {
  for (size_t i = 0; i < count; i++) {
    uint32_t y = state[i];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    y ^= y >> 18;
    out[i] = (float)(int32_t)(y & 0xffffffu) * 0x1p-24f;
  }
}
