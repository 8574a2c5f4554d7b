"""One script, from its message to its result."""

import os
import sys
import time

from . import figures, files, logs, outputs, randomness, sandbox, script
from .api import Flow, ThrownError
from .failures import describe, describe_syntax

JOB = "/job"


def run(channel):
    """Runs the script that comes over a channel; returns the exit code of the process."""
    task = channel.receive()
    if task is None:
        return 0
    folder = task.get("folder", JOB)
    os.chdir(folder)
    inputs = files.receive(channel, task["files"], task["inputs"], folder)
    if task["limits"]:
        sandbox.limit(task["limits"])
    randomness.reseed()
    flow = Flow(channel, task)
    sys.modules["flow"] = flow
    logs.redirect(flow)
    code = _run(flow, task, inputs)
    logs.flush()
    return code


def _run(flow, task, inputs):
    name = task["name"]
    try:
        compiled = script.prepare(task["code"], name)
    except (SyntaxError, ValueError) as error:
        flow.end(describe_syntax(error, name))
        return 1
    try:
        found = script.execute(compiled, inputs, task["outputs"], flow)
        figures.collect(flow)
        result = outputs.convert(found, flow)
    except ThrownError as thrown:
        flow.end({"type": "thrown", **outputs.convert_error(thrown, flow)})
        return 0
    except BaseException as error:
        figures.collect(flow)
        flow.end(describe(error, name))
        return 1
    flow.end({"type": "result", "outputs": result})
    return 0


def now():
    """Epoch milliseconds."""
    return int(time.time() * 1000)
