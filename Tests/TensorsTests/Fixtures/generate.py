"""Writes the fixtures of this folder with real PyTorch.

    python generate.py        # in an environment with torch; see "torch" in each file for the version that was used
"""
import random

import numpy
import torch
from torch.nn import functional as F

from storing import Cases, fnv, mkl_exponentials, tensor, write


def random_shape(rank):
    return [random.choice([0, 1, 1, 2, 3, 5, 7, 9]) if random.random() < 0.9 else 12 for _ in range(rank)]


def printed():
    """Tensors of ranks 0 to 4 and all types, with infinities, NaN, negative zero, no elements and more than 1,000."""
    random.seed(1)
    torch.manual_seed(1)
    cases = []
    for index in range(495):
        shape = random_shape(index % 5)
        while torch.Size(shape).numel() > (200 if index < 60 else 40):
            shape = random_shape(index % 5)
        kind = random.choice(["int", "bool", "float", "float", "float", "special"])
        if kind == "int":
            value = torch.randint(-(10 ** random.randint(0, 5)), 10 ** random.randint(1, 5), shape)
        elif kind == "bool":
            value = torch.rand(shape) < 0.5
        else:
            value = torch.randn(shape) * 10 ** random.choice([-6, -2, 0, 0, 1, 3, 9])
            if random.random() < 0.3:
                value = value.round()
            if kind == "special" and value.numel():
                flat = value.flatten()
                for special in [float("inf"), float("-inf"), float("nan"), -0.0, 0.0]:
                    if random.random() < 0.5:
                        flat[random.randrange(flat.numel())] = special
                value = flat.view(shape)
        cases.append({**tensor(value), "text": repr(value)})
    for shape in [[1000], [1001], [7, 200], [2, 3, 170], [11, 11, 9]]:
        value = torch.randn(shape)
        cases.append({**tensor(value), "text": repr(value)})
    return cases


def tuples():
    """Ten tuples as a notebook shows them."""
    from IPython.lib.pretty import pretty

    torch.manual_seed(4)
    a, b, wide = torch.randn(2, 3), torch.randn(()), torch.randn(4, 9)
    values = [
        (a, b), (a.shape, a), (b, b, b), (a.shape, b.shape), (wide, wide), (torch.arange(20), torch.arange(20)),
        (torch.randn(2, 2, 2), torch.randn(1)), tuple(torch.randn(5)), (b, a.shape), (torch.zeros(0), a.shape, torch.randn(8)),
    ]
    return [{"items": [repr(item) for item in value], "text": pretty(value)} for value in values]


def streams():
    """Hashes of what each kind of draw gives for a seed, one after the other from one stream."""
    cases = []
    for seed in list(range(14)) + [42, 1337, 2**31 - 1, 2**32 - 1, 2**40 + 7, 2**63 + 5]:
        torch.manual_seed(seed)
        draws = []

        def add(kind, value, **more):
            draws.append({"kind": kind, "shape": list(value.shape), "hash": fnv(value), **more})

        for low, high in [(0, 2), (-3, 1003854), (0, 2**28 - 1), (0, 2**28), (-5, 2**40)]:
            add("randint", torch.randint(low, high, [10000]), low=low, high=high)
        add("rand", torch.rand(10000))
        add("uniform", torch.empty(10000).uniform_(-0.25, 0.75))
        for count in [1, 7, 1, 15, 16, 17, 31, 100, 4225]:
            value = torch.randn(count)
            add("randn", value, text=repr(value))
        add("randn", torch.randn(3, 11))
        add("dropout", F.dropout(torch.ones(10000), 0.3))
        add("dropout", F.dropout(torch.ones(7, 3), 0.9))
        shares = torch.rand(1000, 7)
        add("multinomial", torch.multinomial(shares, 1))
        cases.append({"seed": seed, "draws": draws})

        # The MKL flavour begins anew: the draw after 7,000 uniform ones is the seed of all.
        torch.manual_seed(seed)
        shares = torch.rand(1000, 7)
        draw = int(numpy.frombuffer(numpy.random.RandomState(seed & 0xFFFFFFFF).bytes(4 * 7001), numpy.uint32)[-1])
        chosen = (shares.numpy() / mkl_exponentials(draw, 7000).reshape(1000, 7)).argmax(-1)
        draws.append({"kind": "mkl", "shape": [1000, 1], "hash": fnv(torch.from_numpy(chosen))})
    return cases


def operations():
    """Results and gradients of the operations: broadcast shapes, transposed views, sizes of 0 and 1."""
    torch.manual_seed(3)
    cases = Cases()
    add = cases.add

    pairs = [([3, 4], [4]), ([3, 1], [1, 4]), ([2, 3], [2, 3]), ([], [3]), ([2, 0], [1]), ([2, 1, 3], [4, 1]), ([1], [1, 1])]
    for left, right in pairs:
        a, b = torch.randn(left), torch.randn(right)
        b = b.abs() + 0.5
        add("add", lambda x, y: x + y, a, b)
        add("subtract", lambda x, y: x - y, a, b)
        add("multiply", lambda x, y: x * y, a, b)
        add("divide", lambda x, y: x / y, a, b)
        for name, compare in [("equal", torch.eq), ("less", torch.lt), ("lessOrEqual", torch.le), ("greater", torch.gt)]:
            add(name, compare, a.round(), b.round())
        add("unequal", torch.ne, (a * 2).long(), (b * 2).long())
        add("greaterOrEqual", torch.ge, (a * 2).long(), (b * 2).long())
        add("addIntegers", lambda x, y: x + y, (a * 9).long(), (b * 9).long())
        add("multiplyIntegers", lambda x, y: x * y, (a * 9).long(), (b * 9).long())
    square = torch.randn(3, 5)
    add("multiply", lambda x, y: x * y, square, torch.randn(5, 3), transposed=[1])

    shapes = [[], [1], [5], [3, 4], [2, 0, 3], [2, 3, 4]]
    for shape in shapes:
        x = torch.randn(shape) * 2
        for name in ["exp", "tanh", "relu"]:
            add(name, getattr(torch, name), x)
        add("gelu", F.gelu, x)
        add("log", torch.log, x.abs() + 0.1)
        add("sqrt", torch.sqrt, x.abs() + 0.1)
        add("negate", lambda x: -x, x)
        add("addNumber", lambda x: x + 1.5, x)
        add("subtractNumber", lambda x: x - 1.5, x)
        add("multiplyNumber", lambda x: x * 1.5, x)
        add("divideNumber", lambda x: x / 1.5, x)
        add("subtractFromNumber", lambda x: 1.5 - x, x)
        add("divideNumberBy", lambda x: 1.5 / x, x.abs() + 0.1)
        add("sumAll", lambda x: x.sum(), x)
        add("reshape", lambda x: x.reshape(-1, 1), x, named=False) if x.numel() else None
        add("unsqueeze", lambda x: x.unsqueeze(-1), x)
        add("expand", lambda x: x.expand([2] + list(x.shape)), x)
        if x.numel():
            add("meanAll", lambda x: x.mean(), x)
            add("maxAll", lambda x: x.max(), x)
        if x.numel() > 1:
            add("varianceAll", lambda x: x.var(), x)
            add("stdAll", lambda x: x.std(), x)
    add("exp", torch.exp, square, transposed=[0])
    add("gelu", F.gelu, square, transposed=[0])
    add("maxAll", lambda x: x.max(), torch.tensor([2.0, 3.0, 3.0]))
    add("reshape", lambda x: x.reshape(-1, 1), square, transposed=[0], named=False)

    products = [([3, 4], [4, 5]), ([2, 3, 4], [4, 5]), ([3, 4], [2, 4, 1]), ([2, 1, 3, 4], [5, 4, 2]), ([0, 4], [4, 3]),
                ([1, 65], [65, 1]), ([2, 3, 4], [2, 4, 2]), ([3, 0], [0, 2]), ([2, 2, 3, 1], [2, 1, 4])]
    for left, right in products:
        add("matmul", torch.matmul, torch.randn(left), torch.randn(right), named=len(left) >= len(right))
    add("matmul", torch.matmul, torch.randn(4, 3), torch.randn(5, 4), transposed=[0, 1])
    add("matmul", torch.matmul, torch.randn(2, 3, 4), torch.randn(2, 5, 4), transposed=[1])
    add("matmul", torch.matmul, torch.randn(2, 20), torch.randn(20, 3))

    def wrapped(name, function, x, dimension, **keywords):
        if x.dim() == 0:
            return
        add(name, lambda x: function(x, dimension, **keywords), x, dimension=dimension, keep=keywords.get("keepdim", False))

    for shape in [[5], [3, 4], [2, 3, 17], [4, 65], [1, 1], [2, 33, 3], [3, 1, 2], [2, 19], [2, 4, 3]]:
        x = torch.randn(shape) * 4
        for dimension in sorted({0, len(shape) - 1, -1}):
            wrapped("softmax", torch.softmax, x, dimension)
            wrapped("logSoftmax", torch.log_softmax, x, dimension)
            for keep in [False, True] if x.numel() < 60 else []:
                wrapped("sum", torch.sum, x, dimension, keepdim=keep)
                wrapped("mean", torch.mean, x, dimension, keepdim=keep)
                wrapped("max", lambda x, d, keepdim: x.max(d, keepdim=keepdim).values, x, dimension, keepdim=keep)
                wrapped("argmax", torch.argmax, x, dimension, keepdim=keep)
                if x.shape[dimension] > 1:
                    wrapped("variance", torch.var, x, dimension, keepdim=keep)
                    wrapped("std", torch.std, x, dimension, keepdim=keep)
    for name, function in [("softmax", torch.softmax), ("logSoftmax", torch.log_softmax), ("sum", torch.sum), ("mean", torch.mean)]:
        add(name, lambda x: function(x, -1), square, transposed=[0], dimension=-1, keep=False)
        add(name, lambda x: function(x, 1), torch.randn(2, 0, 3) if name != "mean" else torch.randn(0, 2), dimension=1, keep=False)
    add("sum", lambda x: torch.sum(x, 0), torch.randn(1200), dimension=0, keep=False)
    add("mean", lambda x: torch.mean(x, 0), torch.randn(1100, 1), dimension=0, keep=False)
    masked = torch.zeros(4, 4).masked_fill(torch.tril(torch.ones(4, 4)) == 0, float("-inf"))
    add("softmax", lambda x: torch.softmax(x, -1), masked, dimension=-1, keep=False)

    for shape, mask in [([3, 4], [3, 4]), ([2, 3, 4], [3, 4]), ([2, 3], [1]), ([1, 3], [2, 3]), ([0, 3], [3])]:
        add("maskedFill", lambda x, m: x.masked_fill(m.bool(), -1.5) if list(torch.broadcast_shapes(x.shape, m.shape)) == list(x.shape)
            else torch.where(m.bool(), -1.5, x), torch.randn(shape), (torch.rand(mask) < 0.5), named=shape != [1, 3])
    for shape in [[3, 3], [2, 4], [4, 2], [2, 3, 3], [1, 1], [0, 2]]:
        add("tril", torch.tril, torch.randn(shape))
    add("tril", torch.tril, square, transposed=[0])

    for shape, dimension in [([2, 3], 0), ([2, 3], 1), ([2, 3], -1), ([1], 0), ([2, 0, 3], 1), ([2, 2, 2], -2)]:
        a, b, c = torch.randn(shape), torch.randn(shape), torch.randn(shape)
        add("cat", lambda *t: torch.cat(t, dimension), a, b, c, dimension=dimension)
        add("stack", lambda *t: torch.stack(t, dimension), a, b, c, dimension=dimension)
    add("cat", lambda *t: torch.cat(t, 1), torch.randn(2, 3), torch.randn(1, 2), transposed=[1], dimension=1)
    add("cat", lambda *t: torch.cat(t, 0), torch.arange(3), torch.arange(2), dimension=0)

    for rows, columns, indices in [(5, 3, [4]), (5, 3, [2, 3]), (1, 1, [1]), (7, 2, []), (4, 4, [0]), (65, 5, [2, 8])]:
        add("embedding", lambda t, i: F.embedding(i, t), torch.randn(rows, columns), torch.randint(rows, indices))
    for shape, indices in [([5, 3], [4]), ([7], [2, 3]), ([2, 3, 4], [1]), ([1, 2], []), ([4, 0], [3]), ([3, 1, 2], [0])]:
        add("index", lambda x, i: x[i], torch.randn(shape), torch.randint(-shape[0], shape[0], indices))
    add("index", lambda x, i: x[i], torch.arange(9), torch.randint(9, [2, 4]))
    add("index", lambda x, i: x[i], square, torch.tensor([4, 0, 4]), transposed=[0])
    for rows, classes in [(1, 1), (4, 3), (16, 65), (7, 2), (1, 20), (33, 5)]:
        add("crossEntropy", F.cross_entropy, torch.randn(rows, classes) * 2, torch.randint(classes, [rows]))
    add("crossEntropy", F.cross_entropy, torch.randn(5, 4), torch.randint(5, [4]), transposed=[0])
    for shape in [[4], [3, 5], [2, 3, 8], [2, 1, 4], [0, 3]]:
        x = torch.randn(shape) * 3 + 1
        add("layerNorm", lambda x, w, b: F.layer_norm(x, [shape[-1]], w, b), x, torch.randn(shape[-1]), torch.randn(shape[-1]))
    add("layerNorm", lambda x, w, b: F.layer_norm(x, [3], w, b), square, torch.randn(3), torch.randn(3), transposed=[0])

    for shape in [[2, 3], [2, 3, 4], [1, 1], [2, 0], [5, 1, 2]]:
        add("transpose", lambda x: x.transpose(0, -1), torch.randn(shape))
    x = torch.randn(3, 4, 5)
    for name, function in [
        ("part 1", lambda x: x[1]), ("part -1", lambda x: x[-1]), ("part 0..., 2", lambda x: x[:, 2]), ("part 1..., 0..<2, 1...3", lambda x: x[1:, 0:2, 1:4]),
        ("part 2, 3, 4", lambda x: x[2, 3, 4]), ("part 0, 1..<1", lambda x: x[0, 1:1]),
    ]:
        add(name, function, x)
    return cases


write("printed", cases=printed())
write("tuples", cases=tuples())
write("streams", cases=streams())
write("operations", cases=operations())
