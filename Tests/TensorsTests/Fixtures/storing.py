"""How the fixtures are stored. Floats are written as the bits of their float32, so that nothing is lost on the way."""
import json
import pathlib
import struct

import numpy
import torch

FOLDER = pathlib.Path(__file__).parent


def tensor(value):
    """Shape, type and elements in order: float32 as bits, eight hexadecimal digits each; other types as integers."""
    stored = {"shape": list(value.shape), "dtype": str(value.dtype)}
    values = value.detach().contiguous().flatten().tolist()
    if value.dtype == torch.float32:
        return stored | {"bits": "".join(struct.pack(">f", value).hex() for value in values)}
    return stored | {"elements": [int(value) for value in values]}


def write(name, **content):
    text = json.dumps({"torch": torch.__version__, **content}, separators=(",", ":"))
    (FOLDER / f"{name}.json").write_text(text.replace('},{"', '},\n{"') + "\n")


class Cases(list):
    """Results and gradients of operations."""

    def add(self, name, function, *inputs, transposed=(), named=True, **arguments):
        """`transposed`: which inputs the operation gets with their last two dimensions swapped; `named`: whether its grad_fn counts."""
        leaves = [i.clone().requires_grad_() if i.dtype == torch.float32 else i for i in inputs]
        given = [i.transpose(-1, -2) if n in transposed else i for n, i in enumerate(leaves)]
        result = function(*given)
        case = {"name": name, "inputs": [tensor(i) for i in inputs], "transposed": list(transposed), "result": tensor(result)}
        if result.requires_grad:
            weight = torch.randn(result.shape)
            (result * weight).sum().backward()
            case["weight"] = tensor(weight)
            if named:
                case["function"] = type(result.grad_fn).__name__
            case["gradients"] = [tensor(i.grad) for i in leaves if i.dtype == torch.float32]
        self.append(case | arguments)


def fnv(value):
    """The FNV-1a hash of the little-endian bytes of the elements."""
    result = 0xCBF29CE484222325
    for byte in value.contiguous().numpy().tobytes():
        result = (result ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{result:016x}"


def mkl_exponentials(seed, count):
    """PyTorch with MKL up to 2.5: one draw starts MCG31m1. The newer ones have it no more, so this is the formula."""
    state, values = seed % 0x7FFFFFFF or 1, []
    for _ in range(count):
        uniform = numpy.float32(state / 0x7FFFFFFF)
        values.append(numpy.float32(-numpy.log(numpy.float64(uniform))) + numpy.finfo(numpy.float32).tiny)
        state = state * 1132489760 % 0x7FFFFFFF
    return numpy.array(values, numpy.float32)
