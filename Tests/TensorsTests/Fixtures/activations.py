"""Writes activations.json: tanh and GELU over all of float32, forward and backward, with real PyTorch.

    python activations.py    # in an environment with torch

GELU is oneDNN's there, with polynomials where the processor has AVX-512 and with Abramowitz and Stegun's 7.1.26 elsewhere, which is less
exact: write the file on a processor with AVX-512.
"""
import numpy
import torch
from torch.nn import functional as F

from storing import tensor, write


def floats(bits):
    return numpy.array(bits, numpy.uint32).view(numpy.float32)


def neighbours(values):
    """Each number, the ones before and after it, and their negatives."""
    bits = numpy.array(values, numpy.float32).view(numpy.uint32).astype(numpy.int64)
    all = numpy.unique(numpy.concatenate([bits - 1, bits, bits + 1]).clip(min=0))
    return floats(numpy.concatenate([all, all + 0x80000000]))


random = numpy.random.default_rng(1337)
exponents = floats([e << 23 | int(random.integers(1 << 23)) | (e % 2) << 31 for e in range(255)])
# Where the formulas change: oneDNN's intervals, its bound for 1, where its exponential becomes 0, and where tanh becomes 1.
ends = neighbours(
    [0, 1e-45, 1.17549435e-38, 3.4e38, 2**-12, 5.5425940, 8.664339742, 9.0109, 13.2164, 13.2]
    + list(floats([0x3DE00001 + (k << 21) for k in range(24)]))
)
special = numpy.array([numpy.inf, -numpy.inf, numpy.nan], numpy.float32)
x = torch.from_numpy(numpy.concatenate([exponents, ends, special, numpy.linspace(-10, 10, 251, dtype=numpy.float32)]))
cases = []
for name, function in [
    ("tanh", torch.tanh), ("gelu", F.gelu), ("geluTanh", lambda x: F.gelu(x, approximate="tanh")),
]:
    leaf = x.clone().requires_grad_()
    result = function(leaf)
    result.backward(torch.ones_like(result))
    cases.append({"name": name, "x": tensor(x), "result": tensor(result), "gradient": tensor(leaf.grad)})
write("activations", cases=cases)
