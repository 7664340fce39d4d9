"""Several things at once, for as long as they mostly wait. Standard library only."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def side_by_side(*lanes: Callable[[], Result]) -> list[Result]:
    """Run the functions beside each other; their results in order, or the first one's error."""
    with ThreadPoolExecutor(len(lanes)) as pool:
        futures = [pool.submit(lane) for lane in lanes]
    return [future.result() for future in futures]
