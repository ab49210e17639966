"""The models that lessons 07 to 11 train, for PyTorch: `Tests/SmallGPT/LessonModel.swift` has them in Swift."""

import math
import os
import tempfile
from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

import models
from models import VOCABULARY

try:
    from safetensors.torch import load_file, save_file
except ImportError:
    load_file, save_file = torch.load, torch.save


@dataclass
class Form:
    batch: int = 32
    time: int = 8
    channels: int = 32
    heads: int = 4
    layers: int = 1
    has_projection: bool = False
    has_feed_forward: bool = False
    has_residuals: bool = False
    is_gpt: bool = False


def form_of(lesson):
    form = Form(heads=1 if lesson == 7 else 4, has_feed_forward=lesson >= 9)
    if lesson >= 10:
        form.has_projection, form.has_residuals, form.layers = True, True, 3
    if lesson == 11:
        form.batch, form.time, form.channels, form.layers, form.is_gpt = 16, 32, 64, 4, True
    return form


def masked(scores):
    length = scores.shape[-1]
    past = torch.tril(torch.ones(length, length))
    return F.softmax(scores.masked_fill(past == 0, float("-inf")), dim=-1)


class Head(nn.Module):
    def __init__(self, channels, size):
        super().__init__()
        self.key = nn.Linear(channels, size, bias=False)
        self.query = nn.Linear(channels, size, bias=False)
        self.value = nn.Linear(channels, size, bias=False)

    def forward(self, x):
        k = self.key(x)
        return masked(self.query(x) @ k.transpose(-2, -1) / math.sqrt(k.shape[-1])) @ self.value(x)


class SeparateHeads(nn.Module):
    def __init__(self, form):
        super().__init__()
        self.heads = nn.ModuleList(Head(form.channels, form.channels // form.heads) for _ in range(form.heads))
        self.projection = nn.Linear(form.channels, form.channels) if form.has_projection else nn.Identity()

    def forward(self, x):
        return self.projection(torch.cat([head(x) for head in self.heads], dim=-1))


class JoinedHeads(nn.Module):
    def __init__(self, form):
        super().__init__()
        self.heads = form.heads
        self.key = nn.Linear(form.channels, form.channels, bias=False)
        self.query = nn.Linear(form.channels, form.channels, bias=False)
        self.value = nn.Linear(form.channels, form.channels, bias=False)
        self.projection = nn.Linear(form.channels, form.channels)

    def split(self, y):
        return y.view(y.shape[0], y.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x):
        q, k, v = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        weights = masked(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]))
        return self.projection((weights @ v).transpose(1, 2).reshape(x.shape))

    def read(self, x, cache):
        """Attends from one token to those of the cache and itself; returns the new cache, too."""
        q, k, v = self.split(self.query(x)), self.split(self.key(x)), self.split(self.value(x))
        if cache is not None:
            k, v = torch.cat((cache[0], k), dim=2), torch.cat((cache[1], v), dim=2)
        weights = F.softmax(q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1]), dim=-1)
        return self.projection((weights @ v).transpose(1, 2).reshape(x.shape)), (k, v)


class Block(nn.Module):
    def __init__(self, form):
        super().__init__()
        channels = form.channels
        self.attention = JoinedHeads(form) if form.is_gpt else SeparateHeads(form)
        self.feed_forward = nn.Identity()
        if form.has_feed_forward:
            self.feed_forward = nn.Sequential(
                nn.Linear(channels, 4 * channels), nn.ReLU(), nn.Linear(4 * channels, channels)
            )
        self.has_residuals = form.has_residuals
        if form.has_residuals:
            self.norm1, self.norm2 = nn.LayerNorm(channels), nn.LayerNorm(channels)

    def forward(self, x):
        if not self.has_residuals:
            return self.feed_forward(self.attention(x))
        x = x + self.attention(self.norm1(x))
        return x + self.feed_forward(self.norm2(x))

    def read(self, x, cache):
        heard, cache = self.attention.read(self.norm1(x), cache)
        x = x + heard
        return x + self.feed_forward(self.norm2(x)), cache


class Model(nn.Module):
    def __init__(self, form):
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, form.channels)
        self.positions = nn.Embedding(form.time, form.channels)
        self.blocks = nn.ModuleList(Block(form) for _ in range(form.layers))
        self.norm = nn.LayerNorm(form.channels) if form.is_gpt else nn.Identity()
        self.output = nn.Linear(form.channels, VOCABULARY)

    def forward(self, x):
        x = self.tokens(x) + self.positions(torch.arange(x.shape[1]))
        for block in self.blocks:
            x = block(x)
        return self.output(self.norm(x))

    def read(self, token, position, caches):
        x = self.tokens(token) + self.positions(position)
        new = []
        for block, cache in zip(self.blocks, caches):
            x, cache = block.read(x, cache)
            new.append(cache)
        return self.output(self.norm(x)), new


def lesson(number, time=None):
    """A lesson's model, perhaps with more positions, and what is done with it."""
    form = form_of(number)
    form.time = time or form.time
    model = Model(form)
    steps = models.stepper(model, form.batch, form.time)
    logits_of, read = models.compiled(model.forward, dynamic=None), models.compiled(model.read, dynamic=None)
    path = os.path.join(tempfile.gettempdir(), f"bench-{os.getpid()}.pt")

    def step():
        return steps().item()

    def draw(logits):
        return torch.multinomial(F.softmax(logits, dim=-1), num_samples=1).item()

    @torch.no_grad()
    def write(count):
        tokens = [0]
        for _ in range(count):
            tokens.append(draw(logits_of(torch.tensor([tokens[-form.time :]]))[0, -1]))

    @torch.no_grad()
    def write_cached(count):
        tokens, caches = [0], [None] * form.layers
        for position in range(count):
            logits, caches = read(torch.tensor([tokens[-1:]]), torch.tensor([position]), caches)
            tokens.append(draw(logits[0, -1]))

    def save():
        save_file(model.state_dict(), path)

    def load():
        model.load_state_dict(load_file(path))

    if number == 11:
        save()
    return dict(step=step, write=write, write_cached=write_cached, save=save, load=load)
