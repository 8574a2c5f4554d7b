"""Files, figures and tables that a script keeps."""

import io
import os
import sys

from . import files

PREVIEW_ROWS = 50
PREVIEW_COLUMNS = 30
PREVIEW_TEXT = 200


class Artifact(str):
    """The name of something that is kept. As an output it is a reference to that file."""

    def __new__(cls, name, number):
        self = super().__new__(cls, name)
        self.number = number
        return self


def keep(flow, what, title=None, name=None):
    """Keeps what a script names, whatever it is. Returns the name that it is kept by."""
    figure = _figure_of(what)
    if figure is not None:
        from . import figures

        return figures.keep(flow, figure, title=title, name=name)
    if hasattr(what, "to_csv") and hasattr(what, "columns"):
        return keep_table(flow, what, title=title, name=name)
    if isinstance(what, (str, os.PathLike)):
        return keep_file(flow, what, title=title, name=name)
    if isinstance(what, (bytes, bytearray)) and name:
        return send(flow, "file", name, io.BytesIO(what), len(what), title=title)
    raise TypeError(
        f"Expected an artifact to be the path of a file, a figure or a table, but found {type(what).__name__}. Write it to a file, and name that"
    )


def keep_file(flow, path, title=None, name=None):
    """Keeps a file as it is now."""
    content, size = files.open_regular(os.fspath(path))
    with content:
        return send(flow, "file", name or os.path.basename(os.fspath(path)), content, size, title=title)


def keep_table(flow, table, title=None, name=None):
    """Keeps a data frame as CSV, with its first rows to look at."""
    text = table.to_csv(index=_has_names(table)).encode()
    preview = preview_of(table)
    return send(flow, "table", name or flow.next_name("table", "csv"), io.BytesIO(text), len(text), title=title, preview=preview)


def send(flow, kind, name, content, size, title=None, preview=None):
    """Hands an artifact over."""
    message = {"type": "artifact", "kind": kind, "name": clean(name), "size": size}
    if title:
        message["title"] = str(title)
    if preview is not None:
        message["preview"] = preview
    return Artifact(message["name"], flow.send_file(message, content))


def preview_of(table):
    """Columns and first rows of a data frame, as texts."""
    some = table.iloc[:PREVIEW_ROWS, :PREVIEW_COLUMNS]
    return {
        "columns": [str(name)[:PREVIEW_TEXT] for name in some.columns],
        "rows": [[_text(value) for value in row] for row in some.itertuples(index=False, name=None)],
        "rowCount": int(len(table)),
        "columnCount": int(len(table.columns)),
    }


def clean(name):
    """A name without what is not text."""
    return str(name).encode("utf-8", "replace").decode()


def _text(value):
    return str(value)[:PREVIEW_TEXT]


def _has_names(table):
    return type(table.index).__name__ != "RangeIndex"


def _figure_of(what):
    """A figure itself, or the one that axes are in: libraries that draw give these."""
    module = sys.modules.get("matplotlib.figure")
    if module is None:
        return None
    for found in (what, getattr(what, "figure", None)):
        if isinstance(found, module.Figure):
            return found
    return None
