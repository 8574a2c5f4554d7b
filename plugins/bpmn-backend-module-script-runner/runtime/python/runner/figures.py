"""Figures of matplotlib: kept when they are shown, and those that are open when the script ends."""

import io
import sys

from . import artifacts

MOST = 100
MOST_PIXELS = 50_000_000


def keep(flow, figure, title=None, name=None):
    """Keeps a figure as PNG."""
    width, height = figure.get_size_inches() * figure.dpi
    if width * height > MOST_PIXELS:
        flow.say("warning", f"Expected a figure of at most {MOST_PIXELS} pixels, but it has {int(width)} x {int(height)}; it is not kept")
        return None
    target = io.BytesIO()
    figure.savefig(target, format="png")
    size = target.tell()
    target.seek(0)
    return artifacts.send(flow, "figure", name or flow.next_name("figure", "png"), target, size, title=title or _title(figure))


def collect(flow):
    """Keeps the figures that are still open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    numbers = pyplot.get_fignums()
    for number in numbers[:MOST]:
        try:
            keep(flow, pyplot.figure(number))
        except Exception as error:
            flow.say("warning", f"A figure could not be kept: {type(error).__name__}: {error}")
        pyplot.close(number)
    if len(numbers) > MOST:
        flow.say("warning", f"Expected at most {MOST} open figures, but there are {len(numbers)}; the others are not kept. Close figures, or show them one by one")
        pyplot.close("all")


def show_keeps(flow):
    """Lets `show()` keep what it would show."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.show = lambda *_, **__: collect(flow)


def _title(figure):
    if getattr(figure, "_suptitle", None):
        return figure._suptitle.get_text() or None
    for axes in figure.axes:
        if axes.get_title():
            return axes.get_title()
    return None
