"""One script, from its message to its result."""

import os
import sys

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
    ended = _run(flow, task, inputs)
    logs.flush()
    flow.end(ended)
    return 1 if ended["type"] == "error" else 0


def _run(flow, task, inputs):
    """Runs a script; gives what is to be said of its end."""
    name = task["name"]
    try:
        compiled = script.prepare(task["code"], name)
    except (SyntaxError, ValueError) as error:
        return describe_syntax(error, name)
    try:
        figures.show_keeps(flow)
        found = script.execute(compiled, inputs, task["outputs"], flow)
        figures.collect(flow)
        return {"type": "result", "outputs": outputs.convert(found, flow)}
    except ThrownError as thrown:
        return {"type": "thrown", **outputs.convert_error(thrown, flow)}
    except BaseException as error:
        figures.collect_what_is_left(flow)
        return describe(error, name)
