"""Runs the workloads of `bench` in PyTorch.

Reads a request in JSON a line, `{"threads": 2, "way": "eager", "repetitions": 100, "torch": {"setup": "table(3, 5)", "line": "x + y"}}`, and
answers with the seconds that one time takes. The setup is an expression that gives a dictionary of names; the line is timed. Both may use
what `models.py` and `lessons.py` define. The way is one of

- eager: as it stands;
- fused: the models' optimizers are AdamW in one loop over all parameters (`fused=True`);
- compiled: `torch.compile` for what the setup passes to `compiled`, and the fused AdamW;
- compiled line: `torch.compile` for the line.

A workload is prepared once for each number of threads and way, which includes the compilation. The time that takes is not counted, but
limited.
"""

import json
import os
import signal
import sys
import time

import lessons
import models
import torch

LIMIT = 120


class TooSlow(BaseException):
    """PyTorch turns exceptions that come up while it compiles into its own, but not these."""


def stop(number, frame):
    raise TooSlow(f"not ready after {LIMIT} s")


def prepare(workload, way):
    """A function that does the line once; it has been done before, so that nothing is left to compile."""
    models.way = way
    names = vars(models) | vars(lessons)
    run = eval("lambda: " + workload["line"], names | eval(workload["setup"], names))
    if way == "compiled line":
        run = torch.compile(run, dynamic=False)
    # A second time, because the first one makes gradients and the optimizer's state.
    run(), run()
    return run


def seconds(request, prepared):
    key = request["threads"], request["way"]
    torch.set_num_threads(request["threads"])
    if key not in prepared:
        signal.alarm(LIMIT)
        try:
            prepared[key] = prepare(request["torch"], request["way"])
        finally:
            signal.alarm(0)
    run = prepared[key]
    run()
    start = time.perf_counter()
    for _ in range(request["repetitions"]):
        run()
    return (time.perf_counter() - start) / request["repetitions"]


def main():
    # What libraries and compilers print must not stand between the answers.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    signal.signal(signal.SIGALRM, stop)
    torch.manual_seed(1337)
    print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads at most", file=answers, flush=True)
    workload, prepared = None, {}
    for line in sys.stdin:
        request = json.loads(line)
        if request["torch"] != workload:
            workload, prepared = request["torch"], {}
            # Otherwise what was compiled for earlier workloads counts towards its limit of recompilations.
            torch._dynamo.reset()
        try:
            answer = seconds(request, prepared)
        except (Exception, TooSlow) as error:
            answer = f"{type(error).__name__}: {error}".replace("\n", " ")
        print(answer, file=answers, flush=True)


main()
