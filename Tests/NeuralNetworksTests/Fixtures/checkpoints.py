"""Writes the checkpoints of this folder with the Python package safetensors and with PyTorch, and checks those that this project wrote.

    python checkpoints.py     # in an environment with torch, numpy and safetensors; checkpoints.json has the versions that were used

`ours.safetensors` comes from the test "are written as before": it is only read here.
"""
import json
import pathlib

import numpy
import safetensors
import safetensors.numpy
import safetensors.torch
import torch

FOLDER = pathlib.Path(__file__).parent


def package():
    """Each dtype, no and some dimensions, no elements, and names and a text that need escapes."""
    tensors = {
        "b": numpy.array([[1.5, -0.0, float("nan")], [float("inf"), 1e-45, 3.4e38]], numpy.float32),
        "a": numpy.array([True, False, True]),
        "a.count": numpy.array(-5),
        "empty": numpy.ones((2, 0), numpy.float32),
        "Z": numpy.array([2**63 - 1, -(2**63)]),
        'é "\\\n\t\b\f\r\x01/\x7f😀': numpy.array([7], numpy.float32),
    }
    safetensors.numpy.save_file(tensors, FOLDER / "package.safetensors", metadata={"made by": 'the "package"\n'})


def model():
    """The state of a small model."""
    torch.manual_seed(3)
    model = torch.nn.Sequential(torch.nn.Embedding(5, 4), torch.nn.LayerNorm(4), torch.nn.Linear(4, 3))
    safetensors.torch.save_file(model.state_dict(), FOLDER / "model.safetensors")
    return model


def check(model):
    """Compares what the package reads from our file with what the test wrote there."""
    path = FOLDER / "ours.safetensors"
    if not path.exists():
        return print("ours.safetensors is missing: run the tests")
    tensors = safetensors.torch.load_file(path)
    parts = {name.removeprefix("model."): tensor for name, tensor in tensors.items() if name.startswith("model.")}
    model.load_state_dict(parts, strict=True)
    assert all(torch.equal(tensor, safetensors.torch.load_file(FOLDER / "model.safetensors")[name]) for name, tensor in parts.items())
    assert torch.equal(tensors["numbers"], torch.tensor([[1, 2], [-3, 2**40]]))
    assert torch.equal(tensors["truths"], torch.tensor([True, False]))
    with safetensors.safe_open(path, "pt") as file:
        assert file.metadata() == {"a": "1", "b": "ü", "c": ""}
    print("ours.safetensors is right")


package()
check(model())
versions = {"torch": torch.__version__, "safetensors": safetensors.__version__}
(FOLDER / "checkpoints.json").write_text(json.dumps(versions, indent=1) + "\n")
