"""Files that a script gets, and those that it leaves."""

import os
import stat

IN = "in"


def receive(channel, expected, inputs, folder):
    """Writes the files that come over the channel, and puts their paths in place of the references among the inputs."""
    paths = {}
    for file in expected:
        directory = os.path.join(folder, IN, str(len(paths)))
        os.makedirs(directory)
        path = os.path.join(directory, file["name"])
        left = file["size"]
        with open(path, "wb") as target:
            while left > 0:
                chunk = channel.receive()
                target.write(chunk)
                left -= len(chunk)
        os.chmod(path, 0o444)
        paths[file["key"]] = InputFile(path, file)
    return _resolve(inputs, paths)


class InputFile(str):
    """The path of a file that the process has handed over; it also knows what the file is."""

    def __new__(cls, path, file):
        self = super().__new__(cls, path)
        self.reference = file["reference"]
        self.name = file["name"]
        self.content_type = file["reference"]["contentType"]
        self.size = file["size"]
        return self


def _resolve(value, paths):
    if isinstance(value, dict):
        key = value.get("$file")
        if isinstance(key, str) and key in paths:
            return paths[key]
        return {name: _resolve(inner, paths) for name, inner in value.items()}
    if isinstance(value, list):
        return [_resolve(inner, paths) for inner in value]
    return value


def open_regular(path):
    """Opens what is a file itself: no link, no pipe, no device. Returns it with its size. Raises ValueError at anything else."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise ValueError(f"Expected {path!r} to be a file, but it cannot be opened: {error.strerror}") from None
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1:
        os.close(descriptor)
        raise ValueError(f"Expected {path!r} to be a file of its own, but it is a link, a folder or a device")
    return os.fdopen(descriptor, "rb"), found.st_size
