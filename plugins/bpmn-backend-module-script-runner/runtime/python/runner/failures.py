"""Errors of scripts as people need them: the line of the script, what was said, and the values that led there."""

import linecache
import reprlib

from .script import MissingOutput

MOST_FRAMES = 50
MOST_VALUES = 20
HIDDEN = {"vars", "outputs", "flow", "inputs"}

_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = 120
_repr.maxlist = _repr.maxtuple = _repr.maxset = _repr.maxdict = 6


def describe(error, name):
    """What the supervisor is told of an error that ended a script."""
    if isinstance(error, SystemExit):
        return _described("bad-output", f"Expected a result, but the script has called exit({error.code!r}). Let it run to its end", error, name)
    if isinstance(error, MemoryError):
        text = "Expected the script to get along with the memory that it may have, but it wanted more. Let it do less at a time, or give the task more memory"
        return _described("memory", text, error, name)
    if isinstance(error, MissingOutput) or getattr(error, "is_bad_output", False):
        return _described(getattr(error, "kind", "bad-output"), str(error), error, name)
    return _described("script-error", _said(error), error, name)


def describe_syntax(error, name):
    """The same of a script that cannot be compiled."""
    line = getattr(error, "lineno", None)
    said = getattr(error, "msg", None) or str(error)
    found = {"type": "error", "kind": "script-error", "message": f"{type(error).__name__}: {said}", "trace": []}
    if line:
        text = (getattr(error, "text", None) or linecache.getline(name, line)).strip()
        found["line"] = line
        found["trace"] = [{"file": name, "line": line, "code": text[:200]}]
    return found


def _described(kind, message, error, name):
    trace = _trace(error, name)
    own = [frame["line"] for frame in trace if frame["file"] == name]
    found = {"type": "error", "kind": kind, "message": message, "trace": trace}
    if own:
        found["line"] = own[-1]
    return found


def _said(error):
    try:
        text = str(error)
    except BaseException as second:
        text = f"(its text cannot be made: {type(second).__name__})"
    said = f"{type(error).__name__}: {text}" if text else type(error).__name__
    cause = error.__cause__
    return said if cause is None else f"{said} (because of {type(cause).__name__}: {cause})"


def _trace(error, name):
    frames = []
    step = error.__traceback__
    while step is not None:
        frame, line = step.tb_frame, step.tb_lineno
        file = frame.f_code.co_filename
        if "/runner/" not in file or file == name:
            frames.append(_frame(frame, line, file, name))
        step = step.tb_next
    return frames[:5] + frames[-(MOST_FRAMES - 5) :] if len(frames) > MOST_FRAMES else frames


def _frame(frame, line, file, name):
    found = {"file": file, "line": line}
    function = frame.f_code.co_name
    if function != "<module>":
        found["function"] = function
    code = linecache.getline(file, line).strip()
    if code:
        found["code"] = code[:200]
    if file == name:
        found["values"] = _values(frame, code)
    return found


def _values(frame, code):
    """Values that the line names come first: they are what one looks for."""
    values = {}
    named = sorted(frame.f_locals, key=lambda known: known not in code)
    for key in named:
        value = frame.f_locals[key]
        if key.startswith("__") or key in HIDDEN or callable(value) or type(value).__name__ == "module":
            continue
        if len(values) == MOST_VALUES:
            break
        try:
            values[key] = _repr.repr(value)[:200]
        except BaseException:
            values[key] = f"<{type(value).__name__}>"
    return values
