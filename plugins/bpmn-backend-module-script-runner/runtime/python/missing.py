"""Prints which of the modules that it is given are not installed, one a line, without loading them."""

import importlib.util
import sys

for name in sys.argv[1:]:
    # Looking for a part of a package would load the package.
    if importlib.util.find_spec(name.partition(".")[0]) is None:
        print(name)
