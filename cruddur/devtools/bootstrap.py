"""The first step of every `make` command, run by whatever `python3` is.

It is written so that old pythons can read it and it can tell them that they are too old. It looks
for a new enough one, then hands over to cruddur.devtools.commands.
"""

import os
import shutil
import sys

OLDEST = (3, 11)
NEWEST_LOOKED_FOR = 16


def newer_python() -> "str | None":
    """The path of an installed Python that will do, or None."""
    for minor in range(NEWEST_LOOKED_FOR, OLDEST[1] - 1, -1):
        path = shutil.which("python3." + str(minor))
        if path:
            return path
    return None


def main() -> None:
    if sys.version_info[:2] >= OLDEST:
        from cruddur.devtools.commands import main as go_on

        sys.exit(go_on(sys.argv[1:]))
    path = newer_python()
    if path:
        os.execv(path, [path, "-m", "cruddur.devtools.bootstrap", *sys.argv[1:]])  # noqa: S606
    found = ".".join(str(number) for number in sys.version_info[:3])
    sys.exit("Cruddur needs Python 3.11 or newer, and this is " + found + ": install python3.11.")


if __name__ == "__main__":
    main()
