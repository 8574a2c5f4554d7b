"""Figures of matplotlib: kept when they are shown, and those that are open when the script ends."""

import io
import sys

from . import artifacts
from .outputs import BadOutput

MOST = 100
MOST_PIXELS = 50_000_000


def keep(flow, figure, title=None, name=None):
    """Keeps a figure as PNG. Raises BadOutput at one that is too large to be drawn."""
    width, height = figure.get_size_inches() * figure.dpi
    if width * height > MOST_PIXELS:
        raise BadOutput(
            f"Expected a figure of at most {MOST_PIXELS} pixels, but it has {int(width)} x {int(height)}. Make it smaller (figsize), or give it fewer dots per inch (dpi)",
            "output-limit",
        )
    target = io.BytesIO()
    figure.savefig(target, format="png")
    size = target.tell()
    target.seek(0)
    return artifacts.send(flow, "figure", name or flow.next_name("figure", "png"), target, size, title=title or _title(figure))


def collect(flow):
    """Keeps the figures that are still open. Raises BadOutput if there are too many, or one is too large."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    numbers = pyplot.get_fignums()
    if len(numbers) > MOST:
        pyplot.close("all")
        raise BadOutput(
            f"Expected at most {MOST} open figures, but there are {len(numbers)}. Close figures that are not needed (plt.close), or show them one by one",
            "output-limit",
        )
    for number in numbers:
        try:
            keep(flow, pyplot.figure(number))
        except (BadOutput, MemoryError):
            raise
        except Exception as error:
            flow.say("warning", f"A figure could not be kept: {type(error).__name__}: {error}")
        finally:
            pyplot.close(number)


def collect_what_is_left(flow):
    """The same of a script that has failed already: that is what is to be told."""
    try:
        collect(flow)
    except BaseException as error:
        flow.say("warning", f"Figures could not be kept: {error}")


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
