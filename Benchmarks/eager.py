"""The workloads of `bench` in PyTorch eager, as its users write them.

Reads lines `threads<TAB>repetitions<TAB>name` and answers each with the seconds that one time takes.
"""

import os
import re
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

VOCABULARY = 65


def corpus():
    for folder in [os.environ.get("LESSONS_DATA", ""), "Data", os.path.expanduser("~/.cache/lessons")]:
        path = os.path.join(folder, "tinyshakespeare", "input.txt")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return file.read()
    # Without the data set, any text of these 65 characters costs as much.
    characters = "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    return (characters * 20000)[:1_115_394]


text = corpus()
ids = {c: i for i, c in enumerate(sorted(set(text)))}
data = torch.tensor([ids[c] for c in text], dtype=torch.long)
training = data[: int(0.9 * len(data))]


def batch(size, length):
    starts = torch.randint(len(training) - length, (size,))
    x = torch.stack([training[i : i + length] for i in starts])
    y = torch.stack([training[i + 1 : i + length + 1] for i in starts])
    return x, y


class Head(nn.Module):
    def __init__(self, channels, size, length):
        super().__init__()
        self.key = nn.Linear(channels, size, bias=False)
        self.query = nn.Linear(channels, size, bias=False)
        self.value = nn.Linear(channels, size, bias=False)
        self.register_buffer("mask", torch.tril(torch.ones(length, length)) == 0)

    def forward(self, x):
        k = self.key(x)
        scores = self.query(x) @ k.transpose(-2, -1) * k.shape[-1] ** -0.5
        return F.softmax(scores.masked_fill(self.mask, float("-inf")), dim=-1) @ self.value(x)


class Block(nn.Module):
    def __init__(self, channels, heads, length):
        super().__init__()
        self.heads = nn.ModuleList(Head(channels, channels // heads, length) for _ in range(heads))
        self.projection = nn.Linear(channels, channels)
        self.feed_forward = nn.Sequential(
            nn.Linear(channels, 4 * channels), nn.ReLU(), nn.Linear(4 * channels, channels)
        )
        self.norm1 = nn.LayerNorm(channels)
        self.norm2 = nn.LayerNorm(channels)

    def forward(self, x):
        normal = self.norm1(x)
        x = x + self.projection(torch.cat([head(normal) for head in self.heads], dim=-1))
        return x + self.feed_forward(self.norm2(x))


class GPT(nn.Module):
    def __init__(self, channels, heads, layers, length):
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, channels)
        self.places = nn.Embedding(length, channels)
        self.blocks = nn.Sequential(*[Block(channels, heads, length) for _ in range(layers)])
        self.norm = nn.LayerNorm(channels)
        self.logits = nn.Linear(channels, VOCABULARY)

    def forward(self, x):
        return self.logits(self.norm(self.blocks(self.tokens(x) + self.places(torch.arange(x.shape[1])))))


def bigram():
    table = nn.Embedding(VOCABULARY, VOCABULARY)
    optimizer = torch.optim.AdamW(table.parameters(), lr=1e-3)
    x, y = batch(32, 8)
    targets = y.view(256)

    def step():
        x, y = batch(32, 8)
        loss = F.cross_entropy(table(x).view(256, VOCABULARY), y.view(256))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    def forward():
        return F.cross_entropy(table(x).view(256, VOCABULARY), targets)

    def both():
        optimizer.zero_grad(set_to_none=True)
        forward().backward()

    def generate():
        tokens = torch.zeros((1, 1), dtype=torch.long)
        for _ in range(500):
            logits = table(tokens)[:, -1, :]
            tokens = torch.cat((tokens, torch.multinomial(F.softmax(logits, dim=-1), num_samples=1)), dim=1)

    step()
    return {
        "bigram step": step,
        "bigram batch": lambda: batch(32, 8),
        "bigram batch, stacked": lambda: batch(32, 8),
        "bigram forward": forward,
        "bigram forward and backward": both,
        "bigram optimizer": optimizer.step,
        "bigram generation of 500": generate,
    }


def head(size, length, channels):
    model = Head(channels, 32 if channels == 192 else 16, length)
    x = torch.randn(size, length, channels, requires_grad=True)

    def run():
        model(x).sum().backward()
        model.zero_grad(set_to_none=True)
        x.grad = None

    return run


def gpt(name):
    size, length, channels, heads, layers = (16, 32, 64, 4, 4) if name == "small" else (16, 128, 192, 6, 6)
    model = GPT(channels, heads, layers, length)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)

    def step():
        x, y = batch(size, length)
        loss = F.cross_entropy(model(x).view(size * length, VOCABULARY), y.view(size * length))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    return step


def operation(name, rows, columns):
    x = torch.randn(rows, columns)
    shares = F.softmax(x, dim=-1)
    mask = x > 0
    targets = torch.randint(columns, (rows,))
    places = torch.randint(rows, (rows,))
    weight, bias = torch.ones(columns), torch.zeros(columns)
    return {
        "randn": lambda: torch.randn(rows, columns),
        "rand": lambda: torch.rand(rows, columns),
        "multinomial": lambda: torch.multinomial(shares, num_samples=1),
        "softmax": lambda: F.softmax(x, dim=-1),
        "log-softmax": lambda: F.log_softmax(x, dim=-1),
        "layer norm": lambda: F.layer_norm(x, (columns,), weight, bias),
        "cross-entropy": lambda: F.cross_entropy(x, targets),
        "exp": lambda: x.exp(),
        "add": lambda: x + x,
        "multiply by a row": lambda: x * weight,
        "divide by a number": lambda: x / 3,
        "relu": lambda: F.relu(x),
        "tanh": lambda: x.tanh(),
        "gelu": lambda: F.gelu(x),
        "masked fill": lambda: x.masked_fill(mask, 0),
        "sum": lambda: x.sum(),
        "sum of rows": lambda: x.sum(0),
        "sum of columns": lambda: x.sum(1),
        "largest of columns": lambda: x.amax(1),
        "argmax": lambda: x.argmax(1),
        "embedding": lambda: F.embedding(places, x),
        "cat": lambda: torch.cat([x, x], dim=-1),
    }.get(name)


def gradient(name, rows, columns):
    x = torch.randn(rows, columns, requires_grad=True)
    places = torch.randint(rows, (rows,))
    weight, bias = torch.ones(columns), torch.zeros(columns)
    forward = {
        "softmax": lambda: F.softmax(x, dim=-1),
        "layer norm": lambda: F.layer_norm(x, (columns,), weight, bias),
        "relu": lambda: F.relu(x),
        "embedding": lambda: F.embedding(places, x),
    }[name]

    def run():
        forward().sum().backward()
        x.grad = None

    return run


def workload(name):
    if name.startswith("bigram"):
        return bigram()[name]
    if match := re.match(r"attention head (\d+)x(\d+)x(\d+)", name):
        return head(*map(int, match.groups()))
    if match := re.match(r"(small|middle) GPT step", name):
        return gpt(match[1])
    if match := re.match(r"matmul (\d+)x(\d+)x(\d+)", name):
        rows, inner, columns = map(int, match.groups())
        a, b = torch.randn(rows, inner), torch.randn(inner, columns)
        return lambda: a @ b
    if match := re.match(r"scores (\d+)x(\d+)x(\d+)", name):
        q, k = torch.randn(*map(int, match.groups())), torch.randn(*map(int, match.groups()))
        return lambda: q @ k.transpose(-2, -1)
    if match := re.match(r"gradient of (.*) (\d+)x(\d+)$", name):
        return gradient(match[1], int(match[2]), int(match[3]))
    if name == "printing 40x25 numbers":
        square = torch.randn(40, 25)
        return lambda: str(square)
    if match := re.match(r"(.*) (\d+)x(\d+)$", name):
        return operation(match[1], int(match[2]), int(match[3]))
    if name == "encoding the corpus":
        return lambda: [ids[c] for c in text]
    if name == "printing 1000 numbers":
        numbers = torch.randn(1000)
        return lambda: str(numbers)
    return None


def main():
    torch.manual_seed(1337)
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads at most", flush=True)
    name, run = None, None
    for line in sys.stdin:
        threads, repetitions, wanted = line.rstrip("\n").split("\t")
        if wanted != name:
            name, run = wanted, workload(wanted)
        if run is None:
            print("unknown", flush=True)
            continue
        torch.set_num_threads(int(threads))
        run()
        start = time.perf_counter()
        for _ in range(int(repetitions)):
            run()
        print((time.perf_counter() - start) / int(repetitions), flush=True)


main()
