"""Writes a file of this folder for each family of operations, with real PyTorch.

    python families.py            # all families; in an environment with torch
    python families.py sorting    # some

Each family begins with a seed of its own, so that a new case changes no other file.
"""
import sys

import numpy
import torch
from torch.nn import functional as F

from storing import Cases, fnv, mkl_exponentials, write


def functions():
    cases = Cases()
    for shape in [[], [1], [5], [3, 4], [2, 0, 3], [2, 3, 4]]:
        x = torch.randn(shape) * 2
        cases.add("abs", torch.abs, x)
        cases.add("round", torch.round, x)
        cases.add("clamp", lambda x: x.clamp(-1.25, 0.5), x)
        cases.add("clampMin", lambda x: x.clamp(min=-0.5), x)
        cases.add("clampMax", lambda x: x.clamp(max=0.5), x)
        cases.add("geluTanh", lambda x: F.gelu(x, approximate="tanh"), x)
        for exponent in [-2, -1, -0.5, 0, 0.5, 1, 2, 3]:
            cases.add(f"pow {exponent}", lambda x: x**exponent, x.abs() + 0.5)
        for exponent in [-3, 1.7, 4]:
            cases.add(f"pow {exponent}", lambda x: x**exponent, x if exponent == 4 else x.abs() + 0.5)
        cases.add("norm", torch.linalg.vector_norm, x)
        integers = (x * 9).long()
        cases.add("integerPlus", lambda x: x + 1, integers)
        cases.add("integerMinus", lambda x: x - 1, integers)
        cases.add("integerTimes", lambda x: 2 * x, integers)
        cases.add("integerFrom", lambda x: 1 - x, integers)
        cases.add("integerNegated", lambda x: -x, integers)
    square = torch.randn(3, 5)
    for name, function in [("abs", torch.abs), ("pow 2", lambda x: x**2), ("norm", torch.linalg.vector_norm)]:
        cases.add(name, function, square, transposed=[0])
    cases.add("abs", torch.abs, torch.tensor([0.0, -0.0, 1.0, -1.0]))
    cases.add("round", torch.round, torch.tensor([0.5, 1.5, 2.5, -0.5, -1.5]))
    cases.add("clamp", lambda x: x.clamp(-1.25, 0.5), torch.tensor([-1.25, 0.5, float("inf"), -float("inf")]))
    cases.add("norm", torch.linalg.vector_norm, torch.zeros(3))

    for condition, left, right in [([3, 4], [3, 4], [3, 4]), ([3, 1], [4], []), ([], [2], [2]), ([2, 1, 3], [4, 1], [1]), ([0, 2], [2], [1, 1])]:
        cases.add("where", lambda c, a, b: torch.where(c, a, b), torch.rand(condition) < 0.5, torch.randn(left), torch.randn(right))
    cases.add("where", lambda c, a, b: torch.where(c, a, b), torch.rand(5, 3) < 0.5, square, torch.randn(3), transposed=[1])
    cases.add("where", lambda c, a, b: torch.where(c, a, b), torch.rand(4) < 0.5, torch.arange(4), torch.tensor([7]))
    return cases


def sorting():
    cases = Cases()
    cases.add("minAll", lambda x: x.min(), torch.randn(2, 3, 4))
    cases.add("minAll", lambda x: x.min(), torch.randn([]))
    cases.add("minAll", lambda x: x.min(), torch.tensor([2.0, 1.0, 1.0]))
    equal = torch.randint(0, 3, [4, 6]).float()
    for shape in [[5], [3, 4], [2, 3, 17], [1, 1], [2, 5, 3], [0, 3], [4, 2, 1], "equal"]:
        x = equal if shape == "equal" else torch.randn(shape) * 4
        for dimension in sorted({0, x.dim() - 1, -1}):
            along = {"dimension": dimension, "keep": False}
            # Only the order of equal elements needs `stable`, which has another name in the graph.
            more = {"stable": True} if shape == "equal" else {}
            cases.add("sorted", lambda x: x.sort(dim=dimension, **more).values, x, named=not more, **along)
            cases.add("sortedDown", lambda x: x.sort(dim=dimension, descending=True, **more).values, x, named=not more, **along)
            cases.add("sortedIndices", lambda x: x.sort(dim=dimension, stable=True).indices, x, **along)
            cases.add("argsort", lambda x: x.argsort(dim=dimension, descending=True, stable=True), x, **along)
            if x.shape[dimension] == 0:
                continue
            if shape != "equal":
                cases.add("topk 1", lambda x: x.topk(1, dimension).values, x, **along)
            for keep in [False, True]:
                along = {"dimension": dimension, "keep": keep}
                cases.add("min", lambda x: x.min(dimension, keepdim=keep).values, x, **along)
                cases.add("argmin", lambda x: x.argmin(dimension, keepdim=keep), x, **along)
            if x.shape[dimension] > 1 and shape != "equal":
                cases.add("topk 2", lambda x: x.topk(2, dimension).values, x, **along)
                cases.add("topkIndices 2", lambda x: x.topk(2, dimension).indices, x, **along)
    square = torch.randn(3, 5)
    along = {"dimension": -1, "keep": False}
    cases.add("sorted", lambda x: x.sort(dim=-1).values, square, transposed=[0], **along)
    cases.add("topk 2", lambda x: x.topk(2, -1).values, square, transposed=[0], **along)
    cases.add("min", lambda x: x.min(-1).values, square, transposed=[0], **along)
    special = torch.tensor([1, float("nan"), -float("inf"), 0.0, -0.0, float("nan"), float("inf"), -2])
    cases.add("sortedIndices", lambda x: x.sort(dim=-1, stable=True).indices, special, **along)
    cases.add("argsort", lambda x: x.argsort(dim=-1, descending=True, stable=True), special, **along)
    cases.add("argmin", lambda x: x.argmin(-1), special, **along)
    # More than a line that is searched in one pass.
    long = torch.randn(2, 200)
    cases.add("topk 70", lambda x: x.topk(70, -1).values, long, **along)
    cases.add("topkIndices 70", lambda x: x.topk(70, -1).indices, long, **along)
    return cases


def shapes():
    cases = Cases()
    for shape in [[3, 3], [2, 4], [4, 2], [2, 3, 3], [1, 1], [0, 2]]:
        for name, function in [("triu", torch.triu), ("tril", torch.tril)]:
            x = torch.randn(shape)
            for diagonal in [-1, 0, 2]:
                cases.add(f"{name} {diagonal}", lambda x: function(x, diagonal), x)
    square = torch.randn(3, 5)
    cases.add("triu 0", torch.triu, square, transposed=[0])
    for shape in [[2, 3, 4], [1, 2, 3], [2, 0, 3], [5, 1, 1], [3, 3, 3]]:
        x = torch.randn(shape)
        cases.add("permute 2, 0, 1", lambda x: x.permute(2, 0, 1), x)
        cases.add("permute -1, 1, 0", lambda x: x.permute(-1, 1, 0), x)
    cases.add("permute 2, 0, 1", lambda x: x.permute(2, 0, 1), torch.randn(2, 3, 4), transposed=[0])
    for shape in [[], [3], [2, 3], [2, 3, 4], [2, 0, 3], [2, 1, 3]]:
        x = torch.randn(shape)
        cases.add("flatten", lambda x: x.flatten(), x, named=len(shape) != 1)
        cases.add("squeeze", lambda x: x.squeeze(), x)
        for dimension in [0, -1, 1]:
            if dimension < len(shape) and shape:
                cases.add("squeezeOne", lambda x: x.squeeze(dimension), x, dimension=dimension)
                cases.add("flatten 0", lambda x: x.flatten(0, dimension), x, dimension=dimension, named=False)
    cases.add("flatten", lambda x: x.flatten(), square, transposed=[0], named=False)
    for shape, dimension in [([5, 2], 0), ([2, 4], 1), ([2, 3, 6], -1), ([2], 0), ([0, 2], 0), ([3, 0], 0)]:
        x = torch.randn(shape)
        parts = len(x.split(2, dimension))
        for part in range(parts):
            cases.add(f"split {part}", lambda x: x.split(2, dimension)[part], x, dimension=dimension)
    for shape, dimension in [([5, 2], 0), ([2, 5], 1), ([2, 3, 5], -1), ([5], 0), ([5, 0], 0)]:
        for part in range(3):
            cases.add(f"splitSizes {part}", lambda x: x.split([1, 0, 4], dimension)[part], torch.randn(shape), dimension=dimension)
    cases.add("split 1", lambda x: x.split(2, 0)[1], square, transposed=[0], dimension=0)
    for left, right in [([4], [4]), ([3, 4], [4]), ([4], [4, 5]), ([2, 3, 4], [4]), ([4], [2, 4, 3]), ([0], [0]), ([2, 0], [0]), ([0], [0, 3]),
                        ([1], [1]), ([65], [65]), ([3], [2, 2, 3, 4])]:
        cases.add("matmul", torch.matmul, torch.randn(left), torch.randn(right))
    cases.add("matmul", torch.matmul, square, torch.randn(3), transposed=[0])
    cases.add("matmul", torch.matmul, torch.randn(5), square, transposed=[1])
    for shape, mask in [([3, 4], [3, 4]), ([7], [7]), ([2, 3, 4], [2, 3]), ([3, 2], [3]), ([0, 3], [0, 3]), ([2, 3], [])]:
        cases.add("mask", lambda x, m: x[m], torch.randn(shape), torch.rand(mask) < 0.5)
    cases.add("mask", lambda x, m: x[m], torch.arange(6), torch.rand(6) < 0.5)
    cases.add("mask", lambda x, m: x[m], square, torch.rand(5, 3) < 0.5, transposed=[0])
    return cases


def networks():
    cases = Cases()
    for queries, keys, channels in [([3, 4], [3, 4], 4), ([2, 3, 4], [2, 5, 4], 2), ([2, 2, 5, 3], [2, 2, 5, 3], 3), ([1, 1], [1, 1], 1), ([2, 6, 8], [1, 6, 8], 8)]:
        q, k, v = torch.randn(queries), torch.randn(keys), torch.randn(keys[:-1] + [channels])
        cases.add("attention", F.scaled_dot_product_attention, q, k, v, named=False)
        cases.add("causalAttention", lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=True), q, k, v, named=False)
    cases.add("causalAttention", lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=True),
              torch.randn(4, 3), torch.randn(4, 3), torch.randn(3, 4), transposed=[0, 1], named=False)
    for shape in [[4], [3, 5], [2, 3, 8], [2, 1, 4], [0, 3]]:
        x, w = torch.randn(shape) * 3 + 1, torch.randn(shape[-1])
        cases.add("layerNormPlain", lambda x: F.layer_norm(x, [shape[-1]]), x)
        cases.add("layerNormWeight", lambda x, w: F.layer_norm(x, [shape[-1]], w), x, w)
    return cases


def samples():
    """Hashes of what each kind of draw gives for a seed, one after the other from one stream."""
    cases = []
    for seed in list(range(6)) + [42, 1337, 2**32 - 1, 2**63 + 5]:
        torch.manual_seed(seed)
        draws = []

        def add(kind, value, **more):
            draws.append({"kind": kind, "shape": list(value.shape), "hash": fnv(value), **more})

        for count in [0, 1, 2, 7, 1000, 30000]:
            add("randperm", torch.randperm(count))
        for shape in [[3], [15], [16], [33], [40, 25]]:
            for mean, std in [(0, 0.02), (-1.5, 2), (0.25, 0)]:
                add("normal", torch.normal(float(mean), float(std), shape), mean=mean, std=std)
        add("bernoulli", torch.bernoulli(torch.rand(100, 30)))
        shares = torch.rand(27)
        for count in [1, 2, 27]:
            add("multinomialRow", torch.multinomial(shares, count), count=count, replacement=False)
        for count in [1, 2, 1000]:
            add("multinomialRow", torch.multinomial(shares, count, replacement=True), count=count, replacement=True)
        shares = torch.rand(200, 9)
        shares[:, 4] = 0
        for count, replacement in [(1, False), (3, False), (8, False), (1, True), (5, True), (30, True)]:
            add("multinomial", torch.multinomial(shares, count, replacement=replacement), count=count, replacement=replacement)
            add("multinomialTransposed", torch.multinomial(shares[:, :4].t(), count, replacement=replacement), count=count, replacement=replacement)
        cases.append({"seed": seed, "draws": draws})

        # The MKL flavour begins anew: the draw after 1,000 uniform ones is the seed of all.
        torch.manual_seed(seed)
        shares = torch.rand(100, 10)
        draw = int(numpy.frombuffer(numpy.random.RandomState(seed & 0xFFFFFFFF).bytes(4 * 1001), numpy.uint32)[-1])
        quotients = torch.from_numpy(shares.numpy() / mkl_exponentials(draw, 1000).reshape(100, 10))
        add("mkl", quotients.topk(4).indices)
    return cases


for family in sys.argv[1:] or ["functions", "sorting", "shapes", "networks", "samples"]:
    torch.manual_seed(5)
    write(family, cases=globals()[family]())
