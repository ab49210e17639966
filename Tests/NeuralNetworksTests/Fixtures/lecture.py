"""Trains the GPT of Karpathy's lecture "Let's build GPT" with real PyTorch: 209,729 parameters, no dropout, seed 1337.

    LESSONS_DATA=... python lecture.py                      # writes lecture.json and lecture-stand-in.json, in minutes
    LESSONS_DATA=... python lecture.py --steps 5000         # prints the estimated losses and the seconds

The random stream is the lecture's: the seed, then the model, then batches and the estimates of the loss as they come. With --steps,
--threads sets the number of threads, and --float64 computes in double precision. Losses are written as the bits of their float32.
"""
import argparse
import json
import os
import pathlib
import struct
import subprocess
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

FOLDER = pathlib.Path(__file__).parent
BATCH, TIME, CHANNELS, HEADS, LAYERS = 16, 32, 64, 4, 4
INTERVAL, EVALUATIONS = 100, 200


class Head(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.key = nn.Linear(CHANNELS, size, bias=False)
        self.query = nn.Linear(CHANNELS, size, bias=False)
        self.value = nn.Linear(CHANNELS, size, bias=False)
        self.register_buffer("future", torch.ones(TIME, TIME).triu(1) == 1)

    def forward(self, x):
        count = x.shape[1]
        scores = self.query(x) @ self.key(x).transpose(-2, -1) * self.key.out_features**-0.5
        shares = F.softmax(scores.masked_fill(self.future[:count, :count], float("-inf")), dim=-1)
        return shares @ self.value(x)


class MultiHead(nn.Module):
    def __init__(self):
        super().__init__()
        self.heads = nn.ModuleList(Head(CHANNELS // HEADS) for _ in range(HEADS))
        self.proj = nn.Linear(CHANNELS, CHANNELS)

    def forward(self, x):
        return self.proj(torch.cat([head(x) for head in self.heads], dim=-1))


class FeedForward(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(CHANNELS, 4 * CHANNELS), nn.ReLU(), nn.Linear(4 * CHANNELS, CHANNELS))

    def forward(self, x):
        return self.net(x)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.sa, self.ffwd = MultiHead(), FeedForward()
        self.ln1, self.ln2 = nn.LayerNorm(CHANNELS), nn.LayerNorm(CHANNELS)

    def forward(self, x):
        x = x + self.sa(self.ln1(x))
        return x + self.ffwd(self.ln2(x))


class GPT(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.token_embedding_table = nn.Embedding(vocabulary, CHANNELS)
        self.position_embedding_table = nn.Embedding(TIME, CHANNELS)
        self.blocks = nn.Sequential(*(Block() for _ in range(LAYERS)))
        self.ln_f = nn.LayerNorm(CHANNELS)
        self.lm_head = nn.Linear(CHANNELS, vocabulary)

    def forward(self, tokens):
        x = self.token_embedding_table(tokens) + self.position_embedding_table(torch.arange(tokens.shape[1]))
        return self.lm_head(self.ln_f(self.blocks(x)))


class Run:
    """The model, its optimizer and the two parts of a text."""

    def __init__(self, text, dtype=torch.float32):
        self.characters = sorted(set(text))
        numbers = {c: i for i, c in enumerate(self.characters)}
        tokens = torch.tensor([numbers[c] for c in text])
        count = int(0.9 * len(tokens))
        self.parts = tokens[:count], tokens[count:]
        torch.manual_seed(1337)
        self.model = GPT(len(self.characters)).to(dtype)
        self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=1e-3)

    def loss(self, tokens):
        starts = torch.randint(len(tokens) - TIME, (BATCH,))
        x = torch.stack([tokens[i : i + TIME] for i in starts])
        y = torch.stack([tokens[i + 1 : i + TIME + 1] for i in starts])
        return F.cross_entropy(self.model(x).view(BATCH * TIME, -1), y.view(-1))

    def step(self):
        loss = self.loss(self.parts[0])
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    @torch.no_grad()
    def estimates(self):
        """The mean loss of 200 batches of the training text, and of 200 of the validation text."""
        return [torch.tensor([self.loss(part).item() for _ in range(EVALUATIONS)]).mean().item() for part in self.parts]

    @torch.no_grad()
    def sample(self, count):
        tokens = torch.zeros((1, 1), dtype=torch.long)
        for _ in range(count):
            shares = F.softmax(self.model(tokens[:, -TIME:])[:, -1, :], dim=-1)
            tokens = torch.cat((tokens, torch.multinomial(shares, num_samples=1)), dim=1)
        return "".join(self.characters[i] for i in tokens[0, 1:])


def bits(values):
    return "".join(struct.pack(">f", float(value)).hex() for value in values)


def first_200(run):
    """The losses of 200 steps, and the estimates before steps 0 and 100 and after the last."""
    losses, estimates = [], []
    for step in range(200):
        if step % INTERVAL == 0:
            estimates += run.estimates()
        losses.append(run.step())
    return {"losses": bits(losses), "estimates": bits(estimates + run.estimates())}


def variant(name, *options, **environment):
    """What ``first_200`` gives in a PyTorch that was started another way."""
    command = [sys.executable, __file__, "--text", name, "--losses", *options]
    run = subprocess.run(command, env=os.environ | environment, check=True, capture_output=True, text=True)
    return json.loads(run.stdout)


def write(name, file):
    run = Run(read(name))
    content = {
        "torch": torch.__version__,
        "count": sum(p.numel() for p in run.model.parameters()),
        "usual": first_200(run),
        "sample": run.sample(100),
        "avx2": variant(name, ATEN_CPU_CAPABILITY="avx2"),
        "sse": variant(name, ATEN_CPU_CAPABILITY="default", ONEDNN_MAX_CPU_ISA="SSE41", MKL_ENABLE_INSTRUCTIONS="SSE4_2"),
        "float64": variant(name, "--float64"),
    }
    (FOLDER / file).write_text(json.dumps(content, indent=1) + "\n")


def read(name):
    if name == "stand-in":
        path = FOLDER.parents[2] / "Sources/Corpora/StandIn.txt"
    else:
        path = pathlib.Path(os.environ["LESSONS_DATA"]) / "tinyshakespeare/input.txt"
    return path.read_text(encoding="utf-8")


def print_estimates(run, steps):
    """Prints step, training loss, validation loss and seconds, as the lecture does: every 100 steps, and before the last."""
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads", flush=True)
    start = time.perf_counter()
    for step in range(steps):
        if step % INTERVAL == 0 or step == steps - 1:
            training, validation = run.estimates()
            print(f"{step} {training:.4f} {validation:.4f} {time.perf_counter() - start:.1f}", flush=True)
        run.step()


options = argparse.ArgumentParser()
options.add_argument("--text", default="tinyshakespeare", choices=["tinyshakespeare", "stand-in"])
options.add_argument("--steps", type=int)
options.add_argument("--threads", type=int, default=1)
options.add_argument("--float64", action="store_true")
options.add_argument("--losses", action="store_true", help="print the losses of 200 steps, and the estimates")
options = options.parse_args()
torch.set_num_threads(options.threads)
dtype = torch.float64 if options.float64 else torch.float32
if options.losses:
    print(json.dumps(first_200(Run(read(options.text), dtype))))
elif options.steps:
    print_estimates(Run(read(options.text), dtype), options.steps)
else:
    write("tinyshakespeare", "lecture.json")
    write("stand-in", "lecture-stand-in.json")
