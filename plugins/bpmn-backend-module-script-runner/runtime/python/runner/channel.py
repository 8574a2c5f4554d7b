"""Frames on one socket: a length (four bytes, big endian, of what follows), a kind (one byte), a payload."""

import json
import os
import struct
import threading

JSON = ord("J")
BYTES = ord("B")
CHUNK = 1 << 16

# A script may replace what is in these modules: that is its own affair, but not by accident.
_dumps, _loads, _read, _write_some = json.dumps, json.loads, os.read, os.write
_pack, _unpack = struct.pack, struct.unpack


def frame(kind, payload):
    """The bytes of a frame."""
    return _pack(">IB", len(payload) + 1, kind) + payload


class Channel:
    """Talks to the supervisor. Threads of a script may write at a time."""

    def __init__(self, descriptor):
        self._descriptor = descriptor
        self._lock = threading.Lock()

    def send(self, message):
        """Sends plain data."""
        self._frame(JSON, _dumps(message, allow_nan=False).encode())

    def send_file(self, message, content):
        """Sends plain data and, right after it, `message["size"]` bytes of a binary file."""
        with self._lock:
            self._put(JSON, _dumps(message, allow_nan=False).encode())
            left = message["size"]
            while left > 0:
                chunk = content.read(min(left, CHUNK))
                if not chunk:
                    # It has shrunk since it was measured; what was promised is what is sent.
                    chunk = b"\0" * min(left, CHUNK)
                self._put(BYTES, chunk)
                left -= len(chunk)

    def receive(self):
        """The next message: plain data, or bytes. None at the end."""
        head = self._exactly(5)
        if head is None:
            return None
        length, kind = _unpack(">IB", head)
        payload = self._exactly(length - 1)
        if payload is None:
            return None
        return _loads(payload) if kind == JSON else payload

    def _frame(self, kind, payload):
        with self._lock:
            self._put(kind, payload)

    def _put(self, kind, payload):
        data = memoryview(frame(kind, payload))
        while data:
            data = data[self._write(data) :]

    def _write(self, data):
        return _write_some(self._descriptor, data)

    def _exactly(self, size):
        parts = bytearray()
        while len(parts) < size:
            part = _read(self._descriptor, size - len(parts))
            if not part:
                return None
            parts += part
        return bytes(parts)
