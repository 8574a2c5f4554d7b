"""Begins inside the sandbox, as `python3 -I main.py MODE ...`.

direct                     runs one script; the channel is descriptor 3
zygote MODULE ...          loads modules, then forks a sandbox of its own for each script
zygote-network MODULE ...  the same for scripts that may reach some hosts
"""

import os
import sys

# Nothing that a script leaves in its folder is taken for a module, so ours are looked for by name.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from runner import direct, zygote  # noqa: E402

sys.path.pop(0)

if __name__ == "__main__":
    if sys.argv[1] == "direct":
        direct.run()
    else:
        zygote.serve(sys.argv[2:], has_network=sys.argv[1] == "zygote-network")
