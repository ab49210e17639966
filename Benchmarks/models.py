"""What the workloads of `bench` name in PyTorch: models with their training, and tables.

The functions here that return a dictionary are the setups of workloads; the dictionary has what their lines name.
"""

import os

import torch
import torch.nn as nn
import torch.nn.functional as F

VOCABULARY = 65

# How the workload that is being prepared is to run: "eager", "fused" or "compiled".
way = "eager"


def compiled(function, dynamic=False):
    return torch.compile(function, dynamic=dynamic) if way == "compiled" else function


def adamw(model):
    # Compiling the optimizer's step instead was no faster than the fused one, and takes half a minute.
    options = {} if way == "eager" else dict(fused=True)
    return torch.optim.AdamW(model.parameters(), lr=1e-3, **options)


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
        k, length = self.key(x), x.shape[1]
        scores = self.query(x) @ k.transpose(-2, -1) * k.shape[-1] ** -0.5
        return F.softmax(scores.masked_fill(self.mask[:length, :length], float("-inf")), dim=-1) @ self.value(x)


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


def stepper(model, size, length):
    """A function that draws a batch and trains on it."""
    optimizer = adamw(model)

    @compiled
    def loss_of(x, y):
        return F.cross_entropy(model(x).view(size * length, VOCABULARY), y.view(size * length))

    def step():
        x, y = batch(size, length)
        loss = loss_of(x, y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss

    return step


def bigram():
    table = nn.Embedding(VOCABULARY, VOCABULARY)
    optimizer = adamw(table)
    x, y = batch(32, 8)
    targets = y.view(256)
    logits_of = compiled(table.forward, dynamic=None)

    @compiled
    def loss_of(x, targets):
        return F.cross_entropy(table(x).view(256, VOCABULARY), targets)

    def forward():
        return loss_of(x, targets)

    def forward_and_backward():
        optimizer.zero_grad(set_to_none=True)
        forward().backward()

    def generate(count):
        tokens = torch.zeros((1, 1), dtype=torch.long)
        for _ in range(count):
            logits = logits_of(tokens)[:, -1, :]
            tokens = torch.cat((tokens, torch.multinomial(F.softmax(logits, dim=-1), num_samples=1)), dim=1)

    step = stepper(table, 32, 8)
    forward_and_backward()
    return dict(
        step=step, forward=forward, forward_and_backward=forward_and_backward, generate=generate, optimizer=optimizer
    )


def head(size, length, channels, head_size):
    model = Head(channels, head_size, length)
    x = torch.randn(size, length, channels, requires_grad=True)
    sum_of = compiled(lambda x: model(x).sum())

    def forward_and_backward():
        sum_of(x).backward()
        model.zero_grad(set_to_none=True)
        x.grad = None

    return dict(forward_and_backward=forward_and_backward)


def gpt(size, length, channels, heads, layers):
    return dict(step=stepper(GPT(channels, heads, layers, length), size, length))


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
