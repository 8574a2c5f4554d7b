"""One interpreter with its libraries loaded; each script gets a copy of it, in a sandbox of its own.

Commands are lines on descriptor 0: `run TOKEN`, `kill TOKEN`. Answers are lines of JSON on descriptor 1. Code, inputs and secrets never
come by here: the copy fetches them itself, over a channel that nobody else has.
"""

import ctypes
import gc
import importlib
import json
import os
import signal

from . import sandbox, task
from .channel import Channel
from .rehearsal import rehearse

SOCKET = "/channel/socket"
FILTER = "/runner/filter.bpf"
FILTER_OF_NETWORK = "/runner/filter-network.bpf"
FOLDERS = "/runner/folders"
NATIVE = "/runner/native/sandbox.so"
ANSWERS = 3


def serve(modules, has_network):
    """Loads modules, then does as it is told until nobody is there to tell."""
    os.dup2(1, ANSWERS)
    loaded, missing = _load(modules)
    native = _native()
    gc.collect()
    gc.freeze()
    _answer({"ready": os.getpid(), "loaded": loaded, "missing": missing, "native": native is not None})
    if native is None:
        _serve(has_network)
        return
    folders = "\n".join(f"{path} {size}" for path, size in _folders().items())
    filter_path = FILTER_OF_NETWORK if has_network else FILTER
    native.serve(
        (ctypes.c_char_p * 1)(filter_path.encode()), (ctypes.c_char_p * 1)(folders.encode()), ctypes.byref(ctypes.c_int(has_network))
    )
    _run(ANSWERS)


def _native():
    try:
        return ctypes.CDLL(NATIVE)
    except OSError:
        return None


def _serve(has_network):
    """What the library does, where there is none."""
    if has_network:
        raise RuntimeError("Expected the native library, which has the way out, but there is none")
    settings = _settings()
    user = os.getuid(), os.getgid()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    running = {}
    for line in os.fdopen(0, "r", encoding="ascii", closefd=False):
        verb, token = line.split()
        if verb == "run":
            running[token] = pid = sandbox.fork_into_namespaces()
            if pid == 0:
                _begin(token, user, settings)
            _answer({"began": token, "pid": pid})
            continue
        pid = running.pop(token, None)
        if verb == "kill":
            _kill(pid)


def _run(channel):
    try:
        rehearse(channel)
        code = task.run(Channel(channel))
    except BaseException:  # what is wrong with the runner itself
        code = 70
    os._exit(code)


def _settings():
    with open(FILTER, "rb") as file:
        filter_bytes = file.read()
    return {"filter": filter_bytes, "folders": _folders()}


def _folders():
    with open(FOLDERS, encoding="ascii") as file:
        return dict(line.split() for line in file)


def _load(modules):
    loaded, missing = [], []
    for name in modules:
        try:
            importlib.import_module(name)
            loaded.append(name)
        except ImportError:
            missing.append(name)
    return loaded, missing


def _kill(pid):
    if pid is not None:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def _begin(token, user, settings):
    """The first process of the new namespaces: makes the sandbox, starts the script, and says how it ended."""
    try:
        sandbox.map_user(*user)
        channel = sandbox.connect(SOCKET, f"{token} channel\n")
        out = sandbox.connect(SOCKET, f"{token} out\n")
        err = sandbox.connect(SOCKET, f"{token} err\n")
        sandbox.mount_own(settings["folders"])
        os.chdir("/job")
        sandbox.give_up_rights(settings["filter"])
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        sandbox.hide(True)
        pid = os.fork()
    except OSError as error:
        _answer({"failed": token, "message": str(error)})
        os._exit(1)
    if pid == 0:
        _become_script(channel, out, err)
    os.close(channel)
    os.close(out)
    os.close(err)
    _wait_for(token, pid)
    os._exit(0)


def _become_script(channel, out, err):
    sandbox.hide(False)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
    sandbox.close_all_but(channel)
    _run(channel)


def _wait_for(token, pid):
    """Ends when the script does, whatever it has left behind; that dies with this process."""
    while True:
        ended, status, usage = os.wait4(-1, 0)
        if ended == pid:
            break
    _answer(
        {
            "ended": token,
            "code": os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
            "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
            "cpu": round((usage.ru_utime + usage.ru_stime) * 1000, 1),
            "memory": usage.ru_maxrss * 1024,
        }
    )


def _answer(message):
    # Short enough to be written at once: processes that write here do not come between each other.
    os.write(ANSWERS, (json.dumps(message) + "\n").encode())
