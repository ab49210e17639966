"""Writes five notebooks with what the mirrored ones compute, for Jupyter to execute: `python notebooks.py FOLDER`.

The text comes from LESSONS_DATA. Each list below is a notebook, each text a cell.
"""

import json
import os
import sys

LOAD = """import os
import torch
import torch.nn as nn
from torch.nn import functional as F
text = open(os.path.join(os.environ["LESSONS_DATA"], "tinyshakespeare", "input.txt"), encoding="utf-8").read()
print(len(text), text[:100])"""
VOCABULARY = """characters = sorted(set(text))
ids = {c: i for i, c in enumerate(characters)}
encode = lambda s: [ids[c] for c in s]
decode = lambda tokens: "".join(characters[i] for i in tokens)
print("".join(characters), len(characters), encode("hello"), decode(encode("hello")))"""
DATA = """data = torch.tensor(encode(text), dtype=torch.long)
n = int(0.9 * len(data))
train, validation = data[:n], data[n:]
print(data.shape, data.dtype, data[:1000])"""
BATCH = """torch.manual_seed(1337)
def get_batch(size, length=8):
    starts = torch.randint(len(train) - length, (size,))
    return (torch.stack([train[i : i + length] for i in starts]),
            torch.stack([train[i + 1 : i + length + 1] for i in starts]))
xb, yb = get_batch(4)
print(xb, yb)
for b in range(4):
    for t in range(8):
        print(f"when the input is {xb[b, : t + 1].tolist()} the target is {yb[b, t]}")"""
MODEL = """class Bigram(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.table = nn.Embedding(size, size)
    def forward(self, tokens, targets=None):
        logits = self.table(tokens)
        if targets is None:
            return logits, None
        B, T, C = logits.shape
        return logits, F.cross_entropy(logits.view(B * T, C), targets.view(B * T))
    def generate(self, tokens, count):
        for _ in range(count):
            logits, _ = self(tokens)
            tokens = torch.cat((tokens, torch.multinomial(F.softmax(logits[:, -1, :], dim=-1), 1)), dim=1)
        return tokens
model = Bigram(len(characters))
logits, loss = model(xb, yb)
print(logits.shape, loss)
print(decode(model.generate(torch.zeros((1, 1), dtype=torch.long), 100)[0].tolist()))"""
TRAIN = """optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3)
for step in range({steps}):
    xb, yb = get_batch(32)
    logits, loss = model(xb, yb)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    optimizer.step()
    if step % 1000 == 0:
        print(loss.item())
print(loss.item())
print(decode(model.generate(torch.zeros((1, 1), dtype=torch.long), 500)[0].tolist()))"""
AVERAGES = """torch.manual_seed(1337)
B, T, C = 4, 8, 2
x = torch.randn(B, T, C)
means = torch.zeros((B, T, C))
for b in range(B):
    for t in range(T):
        means[b, t] = x[b, : t + 1].mean(0)
weights = torch.tril(torch.ones(T, T))
weights = weights / weights.sum(1, keepdim=True)
scores = torch.zeros((T, T)).masked_fill(torch.tril(torch.ones(T, T)) == 0, float("-inf"))
print(torch.allclose(means, weights @ x, atol=1e-6), torch.allclose(means, F.softmax(scores, dim=-1) @ x, atol=1e-6))
print(x, means, weights)"""
HEAD = """torch.manual_seed(1337)
B, T, C, size = 4, 8, 32, 16
x = torch.randn(B, T, C)
key, query, value = (nn.Linear(C, size, bias=False) for _ in range(3))
scores = query(x) @ key(x).transpose(-2, -1) * size ** -0.5
scores = scores.masked_fill(torch.tril(torch.ones(T, T)) == 0, float("-inf"))
out = F.softmax(scores, dim=-1) @ value(x)
print(out.shape, F.softmax(scores, dim=-1)[0], out[0])"""

BEGINNING = [LOAD, VOCABULARY, DATA, BATCH]
NOTEBOOKS = [
    BEGINNING + [MODEL, TRAIN.format(steps=10000), AVERAGES],
    BEGINNING,
    BEGINNING + [MODEL, TRAIN.format(steps=15000), AVERAGES],
    BEGINNING + [MODEL, TRAIN.format(steps=10000), AVERAGES, HEAD],
    BEGINNING + [MODEL, TRAIN.format(steps=5000), AVERAGES, HEAD],
]


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for number, cells in enumerate(NOTEBOOKS):
        notebook = {
            "cells": [
                {
                    "cell_type": "code", "execution_count": None, "id": f"cell-{index}", "metadata": {}, "outputs": [],
                    "source": cell,
                }
                for index, cell in enumerate(cells)
            ],
            "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        with open(os.path.join(folder, f"notebook-{number:03}.ipynb"), "w", encoding="utf-8") as file:
            json.dump(notebook, file, indent=1)


main()
