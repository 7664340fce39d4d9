"""A zip of pages to read, JSON for programs, and pictures.

Nothing is held in memory as a whole: what cannot be written in one go (a zip has one open entry
at a time) waits on disk.
"""

import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import IO, Any, TypeVar
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import orjson
from django.template.loader import render_to_string

# Up to this size what waits is in memory, in bytes.
_IN_MEMORY = 1024 * 1024

Page = TypeVar("Page")
Record = Mapping[str, Any]


class Archive:
    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def page(self, name: str, template: str, **context: Any) -> None:
        """A page to read, from `templates/account/`."""
        # Where the other files are, seen from this one.
        root = "../" * name.count("/")
        html = render_to_string(f"account/{template}", {"root": root, **context})
        self._zip.writestr(name, html)

    def json(self, name: str, data: Record) -> None:
        self._zip.writestr(name, orjson.dumps(data, option=orjson.OPT_INDENT_2))

    def lines(self, name: str, lines: Iterable[str]) -> None:
        with self._entry(name, ZIP_DEFLATED) as entry:
            for line in lines:
                entry.write(line.encode())

    def picture(self, name: str, parts: Iterator[bytes]) -> None:
        """A file that is packed already; no file where there are no parts."""
        first = next(parts, None)
        if first is None:
            return
        with self._entry(name, ZIP_STORED) as entry:
            entry.write(first)
            for part in parts:
                entry.write(part)

    def records(self, name: str, records: Iterable[Record]) -> int:
        """A JSON list, a record a line; how many there were."""
        with self.growing(name) as add:
            return sum(add(record) for record in records)

    @contextmanager
    def growing(self, name: str, head: Record | None = None) -> Iterator[Callable[[Record], int]]:
        """A JSON list that grows while other files are written; a call adds one, and answers 1.

        With a `head` it is that object, with the list as its last member, `items`.
        """
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as waiting:
            waiting.write(orjson.dumps(head)[:-1] + b',"items":[' if head else b"[")
            separator = b"\n"

            def add(record: Record) -> int:
                nonlocal separator
                waiting.write(separator + orjson.dumps(record))
                separator = b",\n"
                return 1

            yield add
            waiting.write(b"\n]}\n" if head else b"\n]\n")
            waiting.seek(0)
            with self._entry(name, ZIP_DEFLATED) as entry:
                shutil.copyfileobj(waiting, entry)

    @contextmanager
    def _entry(self, name: str, compression: int) -> Iterator[IO[bytes]]:
        info = ZipInfo(name, time.gmtime()[:6])
        info.compress_type = compression
        with self._zip.open(info, "w", force_zip64=True) as entry:
            yield entry


def numbered(pages: Iterable[list[Page]]) -> Iterator[tuple[int, list[Page], bool]]:
    """Pages with their number, from 1, and whether there is another; one, if there are none."""
    number, before = 1, None
    for page in pages:
        if before is not None:
            yield number, before, True
            number += 1
        before = page
    yield number, before or [], False


def page_name(name: str, number: int) -> str:
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"
