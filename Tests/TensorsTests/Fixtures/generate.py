"""Writes the fixtures of this folder with real PyTorch.

    python generate.py        # in an environment with torch; see "torch" in each file for the version that was used

Floats are written as the bits of their float32, so that nothing is lost on the way.
"""
import json
import pathlib
import random
import struct

import torch

FOLDER = pathlib.Path(__file__).parent


def bits(tensor):
    """The elements in order: float32 as bits, other types as integers."""
    values = tensor.detach().contiguous().flatten().tolist()
    if tensor.dtype == torch.float32:
        return [struct.unpack("<I", struct.pack("<f", value))[0] for value in values]
    return [int(value) for value in values]


def tensor(value):
    return {"shape": list(value.shape), "dtype": str(value.dtype), "elements": bits(value)}


def write(name, **content):
    text = json.dumps({"torch": torch.__version__, **content}, separators=(",", ":"))
    (FOLDER / f"{name}.json").write_text(text.replace('},{"', '},\n{"') + "\n")


def random_shape(rank):
    return [random.choice([0, 1, 1, 2, 3, 5, 7, 9]) if random.random() < 0.9 else 12 for _ in range(rank)]


def printed():
    """Tensors of ranks 0 to 4 and all types, with infinities, NaN, negative zero, no elements and more than 1,000."""
    random.seed(1)
    torch.manual_seed(1)
    cases = []
    for index in range(150):
        shape = random_shape(index % 5)
        while torch.Size(shape).numel() > 200:
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


def streams():
    """What each kind of draw gives for a seed, one after the other from one stream."""
    cases = []
    for seed in [0, 1, 42, 1337, 2**31 - 1, 2**32 - 1, 2**40 + 7]:
        torch.manual_seed(seed)
        draws = []
        for kind, shape in [
            ("randint", [5]), ("randn", [7]), ("randn", [4]), ("uniform", [5]), ("randn", [16]), ("randn", [17]),
            ("randn", [3, 11]), ("randint", [2, 2]), ("randn", [64]),
        ]:
            if kind == "randint":
                value = torch.randint(-3, 1003854, shape)
            elif kind == "uniform":
                value = torch.empty(shape).uniform_(-0.25, 0.75)
            else:
                value = torch.randn(shape)
            draws.append({"kind": kind, **tensor(value)})
        cases.append({"seed": seed, "draws": draws})
    return cases


def operations():
    """Results of the operations on tensors with strides, broadcast shapes and sizes of 0 and 1."""
    torch.manual_seed(3)
    cases = []

    def add(name, inputs, result, **arguments):
        cases.append({"name": name, "inputs": [tensor(i) for i in inputs], "result": tensor(result), **arguments})

    for left, right in [([3, 4], [4, 5]), ([2, 3, 4], [4, 5]), ([3, 4], [2, 4, 1]), ([2, 1, 3, 4], [5, 4, 2]), ([0, 4], [4, 3]), ([1, 65], [65, 1])]:
        a, b = torch.randn(left), torch.randn(right)
        add("matmul", [a, b], a @ b)
    for shape in [[5], [3, 4], [2, 3, 17], [4, 65], [1, 1], [2, 33, 3]]:
        for dimension in {0, len(shape) - 1, -1}:
            x = torch.randn(shape) * 4
            add("softmax", [x], torch.softmax(x, dimension), dimension=dimension)
            add("sum", [x], x.sum(dimension), dimension=dimension)
            add("mean", [x], x.mean(dimension, keepdim=True), dimension=dimension)
    masked = torch.zeros(4, 4).masked_fill(torch.tril(torch.ones(4, 4)) == 0, float("-inf"))
    add("softmax", [masked], torch.softmax(masked, -1), dimension=-1)
    for left, right in [([3, 4], [4]), ([3, 1], [1, 4]), ([2, 3], [2, 3]), ([], [3]), ([2, 0], [1])]:
        a, b = torch.randn(left), torch.randn(right) + 3
        for name, result in [("add", a + b), ("subtract", a - b), ("multiply", a * b), ("divide", a / b)]:
            add(name, [a, b], result)
    for shape in [[3, 3], [2, 4], [4, 2], [2, 3, 3], [1, 1]]:
        x = torch.randn(shape)
        add("tril", [x], torch.tril(x))
    return cases


write("printed", cases=printed())
write("streams", cases=streams())
write("operations", cases=operations())
