"""Runs the workloads of `bench` in PyTorch eager.

Reads a request in JSON a line, `{"threads": 2, "repetitions": 100, "torch": {"setup": "table(3, 5)", "line": "x + y"}}`, and answers with
the seconds that one time takes. The setup is an expression that gives a dictionary of names; the line is timed. Both may use what this
file defines.
"""

import json
import os
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

    def forward_and_backward():
        optimizer.zero_grad(set_to_none=True)
        forward().backward()

    def generate(count):
        tokens = torch.zeros((1, 1), dtype=torch.long)
        for _ in range(count):
            logits = table(tokens)[:, -1, :]
            tokens = torch.cat((tokens, torch.multinomial(F.softmax(logits, dim=-1), num_samples=1)), dim=1)

    step()
    return dict(
        step=step, forward=forward, forward_and_backward=forward_and_backward, generate=generate, optimizer=optimizer
    )


def head(size, length, channels, head_size):
    model = Head(channels, head_size, length)
    x = torch.randn(size, length, channels, requires_grad=True)

    def forward_and_backward():
        model(x).sum().backward()
        model.zero_grad(set_to_none=True)
        x.grad = None

    return dict(forward_and_backward=forward_and_backward)


def gpt(size, length, channels, heads, layers):
    model = GPT(channels, heads, layers, length)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)

    def step():
        x, y = batch(size, length)
        loss = F.cross_entropy(model(x).view(size * length, VOCABULARY), y.view(size * length))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()

    return dict(step=step)


def table(rows, columns, is_parameter=False):
    """The tensors of `Table` in Tests/SmallGPT/TableOperation.swift."""
    x, y, row = torch.randn(rows, columns), torch.randn(rows, columns), torch.randn(columns)
    return dict(
        x=x.requires_grad_(is_parameter), y=y, row=row, shifted_row=row + 1, column=torch.randn(rows, 1),
        number=torch.randn(()), mask=y > 0, shares=torch.softmax(y, dim=-1),
        targets=torch.randint(columns, (rows,)), indices=torch.randint(rows, (rows,)),
    )


def backward(result, x):
    result.sum().backward()
    x.grad = None


def main():
    torch.manual_seed(1337)
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads at most", flush=True)
    prepared, run = None, None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if request["torch"] != prepared:
                prepared, run = request["torch"], None
                run = eval("lambda: " + prepared["line"], globals() | eval(prepared["setup"]))
            torch.set_num_threads(request["threads"])
            run()
            start = time.perf_counter()
            for _ in range(request["repetitions"]):
                run()
            print((time.perf_counter() - start) / request["repetitions"], flush=True)
        except Exception as error:
            prepared = None
            print(f"{type(error).__name__}: {error}".replace("\n", " "), flush=True)


main()
