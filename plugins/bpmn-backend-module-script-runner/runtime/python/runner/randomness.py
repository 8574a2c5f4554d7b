"""Two copies of one interpreter would draw the same numbers."""

import os
import random
import sys


def reseed():
    """Gives every generator that has been loaded a seed of its own."""
    random.seed(os.urandom(32))
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(int.from_bytes(os.urandom(4), "big"))
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.manual_seed(int.from_bytes(os.urandom(8), "big") >> 1)
