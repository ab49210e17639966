"""Writes the fixtures of this folder with real PyTorch.

    LESSONS_DATA=... python generate.py     # in an environment with torch; see "torch" in each file for the version that was used

Floats are written as the bits of their float32, eight hexadecimal digits each. The corpus is tinyshakespeare.
"""
import json
import os
import pathlib
import struct

import numpy
import torch
from torch import nn
from torch.nn import functional as F

FOLDER = pathlib.Path(__file__).parent
torch.set_num_threads(1)


def bits(values):
    return "".join(struct.pack(">f", float(value)).hex() for value in values)


def fnv(tensor):
    """The FNV-1a hash of the little-endian bytes of the elements."""
    result = 0xCBF29CE484222325
    for byte in tensor.detach().contiguous().numpy().tobytes():
        result = (result ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return f"{result:016x}"


def write(name, **content):
    (FOLDER / f"{name}.json").write_text(json.dumps({"torch": torch.__version__, **content}, indent=1) + "\n")


def layers():
    """The parameters that layers begin with, as hashes, drawn one after the other from one stream."""
    cases = []
    for seed in range(20):
        torch.manual_seed(seed)
        modules = [nn.Linear(32, 16, bias=False), nn.Embedding(65, 65), nn.Linear(7, 5), nn.Linear(64, 256), nn.Embedding(3, 2)]
        parameters = [p for m in modules for p in m.parameters()]
        cases.append({"seed": seed, "parameters": [fnv(p) for p in parameters]})
    return cases


def bigram():
    """1,000 steps of the bigram model, and what it says afterwards."""
    text = (pathlib.Path(os.environ["LESSONS_DATA"]) / "tinyshakespeare/input.txt").read_text()
    vocabulary = sorted(set(text))
    numbers = {c: i for i, c in enumerate(vocabulary)}
    data = torch.tensor([numbers[c] for c in text])
    train = data[: int(0.9 * len(data))]
    torch.manual_seed(1337)
    table = nn.Embedding(65, 65)
    optimizer = torch.optim.AdamW(table.parameters(), lr=1e-3)
    losses = []
    for _ in range(1000):
        starts = torch.randint(len(train) - 8, (32,))
        x = torch.stack([train[i : i + 8] for i in starts])
        y = torch.stack([train[i + 1 : i + 9] for i in starts])
        loss = F.cross_entropy(table(x).view(-1, 65), y.view(-1))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    shares = F.softmax(table.weight, dim=-1)
    token, tokens = 0, []
    for _ in range(300):
        token = torch.multinomial(shares[token][None], 1).item()
        tokens.append(token)
    # PyTorch has no MKL flavour any more: the same from NumPy's twister, which is PyTorch's, and the formula of MCG31m1.
    draws = numpy.frombuffer(numpy.random.RandomState(1337).bytes(4 * (4241 + 32000 + 300)), numpy.uint32)[-300:]
    token, mkl_tokens = 0, []
    for draw in draws:
        state = int(draw) % 0x7FFFFFFF or 1
        quotients = []
        for share in shares[token].tolist():
            uniform = numpy.float32(state / 0x7FFFFFFF)
            exponential = numpy.float32(-numpy.log(numpy.float64(uniform))) + numpy.finfo(numpy.float32).tiny
            quotients.append(numpy.float32(share) / exponential)
            state = state * 1132489760 % 0x7FFFFFFF
        token = int(numpy.argmax(quotients))
        mkl_tokens.append(token)
    texts = ["".join(vocabulary[t] for t in chosen) for chosen in [tokens, mkl_tokens]]
    return {"losses": bits(losses), "serial": texts[0], "mkl": texts[1]}


class Head(nn.Module):
    def __init__(self, channels, size, time):
        super().__init__()
        self.key, self.query, self.value = (nn.Linear(channels, size, bias=False) for _ in range(3))
        self.register_buffer("mask", torch.tril(torch.ones(time, time)) == 0)

    def forward(self, x):
        scores = self.query(x) @ self.key(x).transpose(-2, -1) * self.key.out_features**-0.5
        return F.softmax(scores.masked_fill(self.mask, float("-inf")), dim=-1) @ self.value(x)


class Block(nn.Module):
    def __init__(self, channels, heads, time):
        super().__init__()
        self.heads = nn.ModuleList(Head(channels, channels // heads, time) for _ in range(heads))
        self.projection = nn.Linear(channels, channels)
        self.feed_forward = nn.Sequential(nn.Linear(channels, 4 * channels), nn.ReLU(), nn.Linear(4 * channels, channels))
        self.norm1, self.norm2 = nn.LayerNorm(channels), nn.LayerNorm(channels)

    def forward(self, x):
        normal = self.norm1(x)
        x = x + self.projection(torch.cat([head(normal) for head in self.heads], dim=-1))
        return x + self.feed_forward(self.norm2(x))


class GPT(nn.Module):
    def __init__(self, vocabulary=65, channels=64, heads=4, layers=4, time=32):
        super().__init__()
        self.tokens, self.places = nn.Embedding(vocabulary, channels), nn.Embedding(time, channels)
        self.blocks = nn.ModuleList(Block(channels, heads, time) for _ in range(layers))
        self.norm, self.logits = nn.LayerNorm(channels), nn.Linear(channels, vocabulary)

    def forward(self, x):
        x = self.tokens(x) + self.places(torch.arange(x.shape[1]))
        for block in self.blocks:
            x = block(x)
        return self.logits(self.norm(x))


def gpt():
    """20 steps of a small GPT on random tokens."""
    torch.manual_seed(1337)
    model = GPT()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
    losses = []
    for _ in range(20):
        tokens = torch.randint(65, (16, 33))
        # Something to learn: every second token repeats the one before it.
        tokens[:, 1::2] = tokens[:, 0:-1:2]
        loss = F.cross_entropy(model(tokens[:, :-1]).view(-1, 65), tokens[:, 1:].reshape(-1))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    names = [name for name, _ in model.named_parameters()]
    return {"losses": bits(losses), "count": sum(p.numel() for p in model.parameters()), "names": names}


def optimizers():
    """Ten steps of each optimizer on a small problem, with a parameter that has no gradient in every third step."""
    cases = []
    for name, make in [
        ("SGD", lambda p: torch.optim.SGD(p, lr=0.1)),
        ("AdamW", lambda p: torch.optim.AdamW(p, lr=0.01)),
        ("AdamW with other settings", lambda p: torch.optim.AdamW(p, lr=0.05, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1)),
    ]:
        torch.manual_seed(7)
        a, b = torch.randn(5, 3, requires_grad=True), torch.randn(17, requires_grad=True)
        optimizer = make([a, b])
        for step in range(10):
            optimizer.zero_grad(set_to_none=True)
            loss = (a * a).sum() + (0 if step % 3 == 2 else (b * b * b).sum())
            loss.backward()
            optimizer.step()
        cases.append({"name": name, "a": bits(a.flatten().tolist()), "b": bits(b.tolist())})
    return cases


write("layers", cases=layers())
write("bigram", **bigram())
write("gpt", **gpt())
write("optimizers", cases=optimizers())
