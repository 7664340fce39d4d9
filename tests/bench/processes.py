"""What processes cost, read from /proc: nothing of it where there is none (macOS)."""

import os
from pathlib import Path

PROC = Path("/proc")


def tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for entry in PROC.glob("[0-9]*/stat"):
        fields = _fields(entry)
        if fields:
            children.setdefault(int(fields[1]), []).append(int(entry.parent.name))
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def cpu_seconds(root: int) -> float:
    """CPU used so far by a process, its descendants, and those of them that have ended."""
    ticks = sum(
        sum(int(number) for number in fields[11:15])
        for pid in tree(root)
        if (fields := _fields(PROC / str(pid) / "stat"))
    )
    return ticks / float(os.sysconf("SC_CLK_TCK"))


def resident_bytes(pid: int) -> int:
    """The memory of one process that is in RAM."""
    pages = int((PROC / str(pid) / "statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _fields(stat: Path) -> list[str]:
    """From the state on; the name before it may hold anything. Empty where it has ended."""
    try:
        return stat.read_text().rpartition(")")[2].split()
    except OSError:
        return []
