"""Values of Python as JSON, by one table. What would be lost on the way is said in the log; what cannot go is an error that names it."""

import datetime
import decimal
import itertools
import json
import math
import numbers
import sys
import uuid

from . import artifacts, files

SAFE_INTEGER = 2**53 - 1
MOST_BYTES = 1024 * 1024
MOST_BYTES_OF_ALL = 4 * 1024 * 1024
DEEPEST = 190
# The host puts a file in place of an object of this one name: nobody else makes such an object.
ARTIFACT = "$artifact"
FORBIDDEN_NAMES = {"__proto__", "constructor", "prototype", ARTIFACT}
# Finer than what Python itself has, which makes numbers of them.
FINER_UNITS = {"ns", "ps", "fs", "as"}


class BadOutput(Exception):
    """An output that is no data, or too much of it."""

    is_bad_output = True

    def __init__(self, message, kind="bad-output"):
        super().__init__(message)
        self.kind = kind


def convert(found, flow):
    """What a script has put out, as plain data."""
    result = {_name(name): Converter(flow, name).convert(value) for name, value in found.items()}
    sizes = {name: len(json.dumps(value)) for name, value in result.items()}
    for name, size in sizes.items():
        if size > MOST_BYTES:
            raise BadOutput(f"Expected output {name} to have at most {MOST_BYTES} bytes of JSON, but it has {size}. Keep it as an artifact, and hand on a summary", "output-limit")
    if sum(sizes.values()) > MOST_BYTES_OF_ALL:
        raise BadOutput(f"Expected outputs of at most {MOST_BYTES_OF_ALL} bytes of JSON together, but they have {sum(sizes.values())}. Keep some as artifacts", "output-limit")
    return result


def convert_error(thrown, flow):
    """A BPMN error, as plain data."""
    return {"code": thrown.code, "message": thrown.message, "variables": convert(thrown.variables, flow)}


def _name(name):
    if not isinstance(name, str) or not name or len(name) > 255 or name in FORBIDDEN_NAMES:
        raise BadOutput(f"Expected names of outputs to be texts of 1 to 255 characters, but found {str(name)[:50]!r}")
    return name


class Converter:
    """Converts one output."""

    def __init__(self, flow, name):
        self._flow = flow
        self._name = name
        self._said = set()

    def convert(self, value, depth=1, path=""):
        """Plain data for a value. Raises BadOutput at what is none."""
        if depth > DEEPEST:
            raise BadOutput(f"Expected output {self._name} to nest at most {DEEPEST} levels, but it nests deeper (or holds itself). Flatten it")
        if value is None or value is True or value is False:
            return value
        if isinstance(value, str):
            return self._string(value, path)
        if isinstance(value, (bytes, bytearray, memoryview)):
            self._refuse("bytes", path, "Keep them as an artifact, or write them as text")
        if isinstance(value, numbers.Number) and not _is_timedelta(value) or isinstance(value, decimal.Decimal):
            return self._number(value, path)
        if isinstance(value, dict):
            return self._mapping(value, depth, path)
        if isinstance(value, (list, tuple)):
            return [self.convert(item, depth + 1, f"{path}[{index}]") for index, item in enumerate(value)]
        if isinstance(value, (set, frozenset)):
            self._warn("set", "is a set, and becomes a list in no certain order", path)
            return [self.convert(item, depth + 1, path) for item in value]
        return self._other(value, depth, path)

    def _other(self, value, depth, path):
        if _is_missing(value):
            self._warn("missing", f"is {value!r}, and becomes null", path)
            return None
        if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
            return value.isoformat()
        if isinstance(value, datetime.timedelta):
            return f"PT{value.total_seconds():.6f}".rstrip("0").rstrip(".") + "S"
        if isinstance(value, uuid.UUID):
            return str(value)
        data = _library_data(value)
        if data is not None:
            return self._library(value, data, depth, path)
        self._refuse(type(value).__name__, path, "Hand on numbers, texts, lists and dictionaries, or keep it as an artifact")

    def _string(self, value, path):
        if isinstance(value, artifacts.Artifact):
            return {ARTIFACT: value.number}
        if isinstance(value, files.InputFile):
            return value.reference
        return self._text(str(value), path)

    def _library(self, value, data, depth, path):
        if data == "frame":
            return self._frame(value, depth, path)
        if data == "series":
            return self.convert(_plain_column(value), depth, path)
        if data is _plain_times and sys.modules["numpy"].isnat(value).any():
            self._warn("missing", "has NaT, which becomes null", path)
        return self.convert(data(value), depth, path)

    def _frame(self, table, depth, path):
        artifacts.keep_table(self._flow, table, title=self._name, name=f"{self._name}.csv")
        if _has_row_names(table):
            self._warn("rows", "is a table with names of rows, which are left out: reset_index() makes a column of them", path)
        names = self._column_names(table, path)
        columns = [_plain_column(table.iloc[:, place]) for place in range(len(names))]
        rows, size = [], 0
        for index, row in enumerate(zip(*columns)):
            rows.append({name: self.convert(cell, depth + 2, f"{path}[{index}].{name[:50]}") for name, cell in zip(names, row)})
            size += len(json.dumps(rows[-1])) + 2
            if size > MOST_BYTES:
                most = artifacts.PREVIEW_ROWS
                self._warn("frame", f"is a large table: its first {most} rows are handed on, all of it is artifact {self._name}.csv", path)
                return rows[:most]
        return rows

    def _column_names(self, table, path):
        names = []
        for column in table.columns:
            name = self._text(column if isinstance(column, str) else self._key(column, path), path)
            if name in FORBIDDEN_NAMES:
                self._refuse(f"the name {name}", path, "Give the column another name")
            if name in names:
                self._warn("twice", f"has the name {name[:50]} twice; the others have a number added", path)
                name = next(other for other in (f"{name}.{count}" for count in itertools.count(1)) if other not in names)
            names.append(name)
        return names

    def _number(self, value, path):
        if isinstance(value, decimal.Decimal):
            return str(value) if value.is_finite() else self._nothing(value, path)
        if isinstance(value, numbers.Integral):
            whole = int(value)
            if abs(whole) > SAFE_INTEGER:
                self._warn("integer", "is an integer that JSON cannot hold exactly, and becomes a text", path)
                return str(whole)
            return whole
        if isinstance(value, numbers.Real):
            number = float(value)
            return number if math.isfinite(number) else self._nothing(number, path)
        self._refuse(type(value).__name__, path, "Hand on its parts, or its text")

    def _nothing(self, value, path):
        self._warn("number", f"is {value}, and becomes null", path)
        return None

    def _mapping(self, value, depth, path):
        found = {}
        for key, inner in value.items():
            name = key if isinstance(key, str) else self._key(key, path)
            if name in FORBIDDEN_NAMES:
                self._refuse(f"the name {name}", path, "Give it another name")
            if name in found:
                self._warn("twice", f"has the name {name[:50]} twice; the last one counts", path)
            found[self._text(name, path)] = self.convert(inner, depth + 1, f"{path}.{name[:50]}")
        return found

    def _key(self, key, path):
        self._warn("key", "has names that are no texts; they become texts", path)
        return str(key)

    def _text(self, text, path):
        if "\0" in text:
            self._warn("nul", "has NUL characters, which no database keeps; they are replaced", path)
            text = text.replace("\0", "\ufffd")
        try:
            text.encode()
            return text
        except UnicodeEncodeError:
            self._warn("surrogate", "has characters that are no text; they are replaced", path)
            return text.encode("utf-8", "replace").decode()

    def _refuse(self, what, path, way_out):
        raise BadOutput(f"Expected output {self._name}{path} to be data, but found {what}. {way_out}")

    def _warn(self, kind, text, path):
        # One warning of a kind is enough for a list of a million.
        if kind not in self._said:
            self._said.add(kind)
            self._flow.say("warning", f"Output {self._name}{path} {text}")


def _is_timedelta(value):
    """Numpy takes them for integers."""
    return type(value).__name__ == "timedelta64"


def _is_missing(value):
    return type(value).__name__ in ("NaTType", "NAType")


def _has_row_names(table):
    index = table.index
    return any(name is not None for name in index.names) or not hasattr(index, "dtype") or index.dtype.kind not in "iu"


def _plain_column(series):
    """What is in a column, as Python itself has it: a category is a text."""
    values = series.tolist()
    if type(getattr(series, "dtype", None)).__name__ == "CategoricalDtype":
        # What is missing among them is no category.
        return [str(value) if value == value and not _is_missing(value) and value is not None else None for value in values]
    return values


def _library_data(value):
    """How to make data of what a library has made; None: nobody knows."""
    pandas = sys.modules.get("pandas")
    if pandas is not None:
        if isinstance(value, pandas.DataFrame):
            return "frame"
        if isinstance(value, (pandas.Series, pandas.Index)):
            return "series"
        if isinstance(value, pandas.Categorical):
            return _plain_column
        if isinstance(value, (pandas.Interval, pandas.Period)):
            return str
        if isinstance(value, pandas.api.extensions.ExtensionArray):
            return list
    numpy = sys.modules.get("numpy")
    if numpy is not None and isinstance(value, (numpy.ndarray, numpy.generic)):
        return _plain_times if value.dtype.kind in "mM" else lambda found: found.tolist()
    return None


def _plain_times(value):
    kind = value.dtype.kind
    if value.dtype.str.partition("[")[2].rstrip("]") in FINER_UNITS:
        value = value.astype(f"{kind}8[us]")
    return value.tolist()
