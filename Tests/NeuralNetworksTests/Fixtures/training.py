"""Writes training.json with real PyTorch: what training needs besides layers and optimizers.

    python training.py     # in an environment with torch; training.json has the version that was used

Floats are written as the bits of their float32, eight hexadecimal digits each; learning rates, which are float64, as decimal numbers.
"""
import json
import pathlib
import struct

import torch
from torch import nn
from torch.optim import lr_scheduler

FOLDER = pathlib.Path(__file__).parent
torch.set_num_threads(1)


def bits(values):
    return "".join(struct.pack(">f", float(value)).hex() for value in values)


def clipping():
    """The norms of gradients, and the gradients after they were clipped; one parameter has none."""
    cases = []
    for limit, scale in [(1.0, 3.0), (100.0, 3.0), (0.0, 3.0), (1.0, float("inf")), (1.0, 1e-30)]:
        torch.manual_seed(5)
        a, b, c = (torch.randn(*shape, requires_grad=True) for shape in [(7, 5), (3,), (2,)])
        a.grad, b.grad = torch.randn(7, 5) * scale, torch.randn(3)
        norm = nn.utils.clip_grad_norm_([a, b, c], limit)
        cases.append({"limit": limit, "scale": bits([scale]), "norm": bits([norm]), "a": bits(a.grad.flatten()), "b": bits(b.grad)})
    return cases


def groups():
    """Ten steps of AdamW with a weight decay for each group."""
    torch.manual_seed(7)
    a, b = torch.randn(5, 3, requires_grad=True), torch.randn(17, requires_grad=True)
    optimizer = torch.optim.AdamW([{"params": [a], "weight_decay": 0.5}, {"params": [b], "weight_decay": 0.0}], lr=0.05, betas=(0.9, 0.95))
    for _ in range(10):
        optimizer.zero_grad(set_to_none=True)
        ((a * a).sum() + (b * b * b).sum()).backward()
        optimizer.step()
    return {"a": bits(a.flatten().tolist()), "b": bits(b.tolist())}


def schedules():
    """The learning rate at each step."""
    cases = []
    for warmup, total, end in [(0, 10, 0.0), (4, 20, 1e-5), (7, 7, 0.0), (1, 30, 1e-4)]:
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1e-3)
        parts = []
        if warmup:
            parts.append(lr_scheduler.LinearLR(optimizer, start_factor=1 / (warmup + 1), total_iters=warmup))
        if total > warmup:
            parts.append(lr_scheduler.CosineAnnealingLR(optimizer, T_max=total - warmup, eta_min=end))
        scheduler = lr_scheduler.SequentialLR(optimizer, parts, milestones=[warmup]) if len(parts) > 1 else parts[0]
        rates = []
        for _ in range(total):
            rates.append(scheduler.get_last_lr()[0])
            optimizer.step()
            scheduler.step()
        cases.append({"warmup": warmup, "total": total, "end": end, "rates": rates})
    return cases


def normals():
    """Parameters that `nn.init.normal_` has set."""
    torch.manual_seed(9)
    return [bits(nn.init.normal_(torch.empty(*shape), std=0.02).detach().flatten()) for shape in [(3, 3), (5, 7), (16,), (1,)]]


def layer_norm():
    """A layer norm without bias: its result, and the gradients of its input and its weight."""
    torch.manual_seed(11)
    x = torch.randn(4, 6, requires_grad=True)
    layer = nn.LayerNorm(6, bias=False)
    with torch.no_grad():
        layer.weight.copy_(torch.randn(6))
    result = layer(x)
    (result * result * result).sum().backward()
    return {"result": bits(result.detach().flatten()), "x": bits(x.grad.flatten()), "weight": bits(layer.weight.grad)}


content = {
    "torch": torch.__version__, "clipping": clipping(), "groups": groups(), "schedules": schedules(), "normals": normals(),
    "layerNorm": layer_norm(),
}
(FOLDER / "training.json").write_text(json.dumps(content, indent=1) + "\n")
