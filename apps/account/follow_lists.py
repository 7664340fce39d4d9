"""Lists of people as CSV, the way Mastodon writes and reads them."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from apps.core.errors import Invalid

HEADER = ("Account address", "Show boosts", "Notify on new posts", "Languages")
MAX_ROWS = 10_000
MAX_BYTES = 1_000_000
ADDRESS_LENGTH = 320

_ADDRESS = re.compile(r"[^@\s,;\x00-\x1f\x7f]+(@[^@\s,;\x00-\x1f\x7f]+)?")

# An address in lower case, and whether to show what they repost.
Row = tuple[str, bool]


def host() -> str:
    """What stands after the @ in addresses of ours."""
    url: str = settings.SITE_URL
    return urlsplit(url).netloc.lower()


def address(handle: str) -> str:
    return f"{handle}@{host()}"


def our_handle(address: str) -> str | None:
    """The handle in an address of ours, or in one without host; None for another server's."""
    handle, at, server = address.partition("@")
    return handle if not at or server == host() else None


def write_rows(follows: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    """Lines of the file, from {"handle", "hides_reposts"}; who has no handle is left out."""
    yield _line(HEADER)
    for follow in follows:
        if follow["handle"] is not None:
            shows = "false" if follow["hides_reposts"] else "true"
            yield _line((address(follow["handle"]), shows, "false", ""))


def _line(cells: Sequence[str]) -> str:
    return ",".join(cells) + "\n"


def parse(file: bytes) -> list[Row]:
    """The people in a file, each once. A header is not needed, nor more than one column.

    Raises Invalid `csv_invalid`, with the line that is to blame.
    """
    rows: dict[str, bool] = {}
    columns = (0, 1)
    for number, (line, cells) in enumerate(_lines(file)):
        header = [cell.lower() for cell in cells]
        if number == 0 and HEADER[0].lower() in header:
            columns = _columns(header)
            continue
        address, shows = _row(cells, columns, line)
        rows.setdefault(address, shows)
        if len(rows) > MAX_ROWS:
            raise _invalid(f"Line {line}: there is room for {MAX_ROWS:,} people.")
    if not rows:
        raise _invalid("There is nobody in this file.")
    return list(rows.items())


def _lines(file: bytes) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that is not empty, with its number from 1."""
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _invalid("This file is not text in UTF-8.") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, skipinitialspace=True)
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield reader.line_num, stripped
    except csv.Error as error:
        raise _invalid(f"Line {reader.line_num}: this cannot be read as CSV.") from error


def _columns(header: Sequence[str]) -> tuple[int, int]:
    """Where the address and "Show boosts" are. A column that is missing is past the end."""
    boosts = HEADER[1].lower()
    return (
        header.index(HEADER[0].lower()),
        header.index(boosts) if boosts in header else len(header),
    )


def _row(cells: Sequence[str], columns: tuple[int, int], line: int) -> Row:
    cell, boosts = ((cells[i] if i < len(cells) else "") for i in columns)
    address = cell.removeprefix("@").lower()
    if len(address) > ADDRESS_LENGTH or not _ADDRESS.fullmatch(address):
        raise _invalid(f"Line {line}: “{cell[:40]}” is not the address of anybody.")
    return address, boosts.lower() != "false"


def _invalid(detail: str) -> Invalid:
    return Invalid(detail, code="csv_invalid")
