// Applies a function of two vectors to all pairs of numbers; the last ones, which may not fill a vector, are padded with zeros.
#define CK_EACH_PAIR(function, left, right, out, count)                                 \
  do {                                                                                  \
    size_t i_ = 0;                                                                      \
    for (; i_ + CK_WIDTH <= (count); i_ += CK_WIDTH)                                    \
      ck_store((out) + i_, function(ck_load((left) + i_), ck_load((right) + i_)));      \
    if (i_ < (count)) {                                                                 \
      float rest_[CK_WIDTH] = {0}, other_[CK_WIDTH] = {0};                              \
      memcpy(rest_, (left) + i_, ((count)-i_) * sizeof *rest_);                         \
      memcpy(other_, (right) + i_, ((count)-i_) * sizeof *other_);                      \
      ck_store(rest_, function(ck_load(rest_), ck_load(other_)));                       \
      memcpy((out) + i_, rest_, ((count)-i_) * sizeof *rest_);                          \
    }                                                                                   \
  } while (0)
