static void ck_loop_adamw(float *values, const float *gradient, float *first, float *second, size_t count, struct ck_adamw how) {
  for (size_t i = 0; i < count; i++) {
    const float g = gradient[i];
    const float m = first[i] + how.first_weight * (g - first[i]);
    const float v = __builtin_fmaf(how.second_weight * g, g, second[i] * how.second_beta);
    first[i] = m;
    second[i] = v;
    const float scale = __builtin_elementwise_sqrt(v) / how.second_correction + how.epsilon;
    values[i] = values[i] * how.decay + (how.step * m) / scale;
  }
}
