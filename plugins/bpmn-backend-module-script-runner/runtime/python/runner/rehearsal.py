"""A copy of an interpreter shares its memory until it writes to it, and each page that it writes to takes time: so it runs a script that nobody hears
while it waits for one."""

import json
import linecache
import select
import sys

from . import task
from .channel import JSON, Channel, frame

NAME = "rehearsal"
TASK = {
    "name": NAME,
    "code": 'outputs["y"] = [x, str(x), {"x": x / 2}]\n',
    "inputs": {"x": 1},
    "outputs": None,
    "files": [],
    "limits": None,
    "about": {},
    "secrets": {},
}


class Silence(Channel):
    """A channel that has one script, and nobody at its other end."""

    def __init__(self):
        super().__init__(-1)
        self._left = frame(JSON, json.dumps(TASK).encode())

    def _exactly(self, size):
        found, self._left = self._left[:size], self._left[size:]
        return found

    def _write(self, data):
        return len(data)


def rehearse(descriptor):
    """Runs it, unless another script has come already; leaves nothing of it."""
    if select.select([descriptor], [], [], 0)[0]:
        return
    main = sys.modules["__main__"]
    if task.run(Silence()) != 0:
        raise RuntimeError("Expected the rehearsal to end, but it has failed")
    del sys.modules["flow"], linecache.cache[NAME]
    sys.modules["__main__"] = main
