"""Reading the body of a list of people."""

from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import BaseParser

from apps.account.follow_lists import MAX_BYTES
from apps.core.errors import TooLarge


class CsvParser(BaseParser):
    """CSV up to 1 MB, whatever length the request claims: {"file": bytes} as they come.

    Raises TooLarge (413).
    """

    media_type = "text/csv"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, bytes]:
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise TooLarge
        return {"file": body}
