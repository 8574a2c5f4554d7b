"""`flow`: what a script can ask of the process that it is a part of."""

import sys
import threading
import time
import types

from . import artifacts


class ThrownError(Exception):
    """A BPMN error: an error event of the same code catches it."""

    def __init__(self, code, message="", variables=None):
        super().__init__(f"{code}: {message}" if message else code)
        self.code = str(code)
        self.message = str(message)
        self.variables = variables or {}


class Log:
    """Lines of the log, by level."""

    def __init__(self, flow):
        self._flow = flow

    def debug(self, text):
        self._flow.say("debug", str(text))

    def info(self, text):
        self._flow.say("info", str(text))

    def warning(self, text):
        self._flow.say("warning", str(text))

    def error(self, text):
        self._flow.say("error", str(text))


class Flow(types.ModuleType):
    """Is imported as a module: `from flow import log`."""

    def __init__(self, channel, task):
        super().__init__("flow", "What a script can ask of its process.")
        self.log = Log(self)
        self.task = types.SimpleNamespace(**task["about"])
        self._channel = channel
        self._secrets = task["secrets"]
        self._name = task["name"]
        self._begun = time.perf_counter()
        self._has_ended = False
        self._count = 0
        self._sent = 0
        self._lock = threading.Lock()
        self._sending = threading.Lock()

    def metric(self, name, value):
        """Says a number that is worth watching over many runs."""
        self._channel.send({"type": "metric", "name": str(name), "value": _number(value), "time": _now()})

    def progress(self, done, text=None):
        """Says how much is done, from 0 to 1."""
        message = {"type": "progress", "done": min(1.0, max(0.0, _number(done)))}
        if text is not None:
            message["text"] = str(text)
        self._channel.send(message)

    def artifact(self, what, title=None, name=None):
        """Keeps a file (by its path), a figure or a table. Returns its name, which as an output is the file itself."""
        return artifacts.keep(self, what, title=title, name=name)

    def secret(self, name):
        """A secret that the group which owns the process may use."""
        if name not in self._secrets:
            known = ", ".join(sorted(self._secrets)) or "none"
            raise KeyError(f"Expected a secret {name!r} for this process, but it may use: {known}. Whoever runs the portal grants secrets to groups")
        return self._secrets[name]

    def bpmn_error(self, code, message="", variables=None):
        """Ends the script with a BPMN error."""
        raise ThrownError(code, message, variables)

    def say(self, level, text):
        """One entry of the log, with the line of the script that is at work."""
        message = {"type": "log", "level": level, "time": _now(), "text": text.encode("utf-8", "replace").decode()}
        line = self._line()
        if line is not None:
            message["line"] = line
        self._channel.send(message)

    def next_name(self, what, extension):
        """A name for what the script has given none."""
        with self._lock:
            self._count += 1
            return f"{what}-{self._count}.{extension}"

    def send_file(self, message, content):
        """Hands a file over. Returns which one it is: 1, 2, …"""
        with self._sending:
            self._channel.send_file(message, content)
            self._sent += 1
            return self._sent

    def end(self, message):
        """Says how it ended, once."""
        with self._lock:
            if self._has_ended:
                return
            self._has_ended = True
        message["wall"] = round((time.perf_counter() - self._begun) * 1000, 1)
        self._channel.send(message)

    def _line(self):
        frame = sys._getframe(2)
        while frame is not None:
            if frame.f_code.co_filename == self._name:
                return frame.f_lineno
            frame = frame.f_back
        return None


def _number(value):
    number = float(value)
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(f"Expected a finite number, but found {number}")
    return number


def _now():
    return int(time.time() * 1000)
