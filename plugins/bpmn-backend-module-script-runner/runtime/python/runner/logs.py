"""Whatever a script prints, logs or warns of becomes lines of its log, with the line of the script that said it."""

import io
import logging
import sys
import warnings

LONGEST = 64 * 1024
LEVELS = ((logging.ERROR, "error"), (logging.WARNING, "warning"), (logging.INFO, "info"))


class LineStream(io.TextIOBase):
    """A text stream of which every line is sent as it is completed."""

    encoding = "utf-8"

    def __init__(self, flow, level):
        self._flow = flow
        self._level = level
        self._rest = ""

    def writable(self):
        return True

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"Expected text to write, but found {type(text).__name__}")
        *lines, rest = (self._rest + text).split("\n")
        for line in lines:
            self._flow.say(self._level, line)
        while len(rest) > LONGEST:
            self._flow.say(self._level, rest[:LONGEST])
            rest = rest[LONGEST:]
        self._rest = rest
        return len(text)

    def flush(self):
        """A line is sent when it is complete, or at the end."""

    def finish(self):
        """Sends what is left."""
        if self._rest:
            self._flow.say(self._level, self._rest)
            self._rest = ""


class FlowHandler(logging.Handler):
    """Hands records of the `logging` module over."""

    def __init__(self, flow):
        super().__init__()
        self._flow = flow

    def emit(self, record):
        level = next((name for least, name in LEVELS if record.levelno >= least), "debug")
        self._flow.say(level, self.format(record))


_streams = []


def redirect(flow):
    """From here on everything goes to the log."""
    sys.stdin = io.StringIO("")
    sys.stdout = LineStream(flow, "info")
    sys.stderr = LineStream(flow, "warning")
    _streams[:] = [sys.stdout, sys.stderr]
    logging.basicConfig(level=logging.INFO, handlers=[FlowHandler(flow)], format="%(message)s", force=True)

    def show(message, category, filename, lineno, file=None, line=None):
        flow.say("warning", f"{category.__name__}: {message}")

    warnings.showwarning = show


def flush():
    """Sends lines that have not come to their end."""
    for stream in _streams:
        stream.finish()
