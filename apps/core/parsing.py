"""Reading request bodies: JSON only, bounded, strict."""

from collections.abc import Mapping
from typing import IO, Any

import orjson
from django.conf import settings
from rest_framework.parsers import BaseParser

from apps.core.errors import CruddurError, TooLarge


class LimitedJSONParser(BaseParser):
    """JSON up to `settings.MAX_BODY_BYTES`, whatever length the request claims.

    Raises TooLarge (413), and CruddurError `malformed_json` (400) for what is not a JSON
    object. orjson is strict: no NaN, no surrogate halves, bounded depth.
    """

    media_type = "application/json"

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        body = stream.read(settings.MAX_BODY_BYTES + 1)
        if len(body) > settings.MAX_BODY_BYTES:
            raise TooLarge
        try:
            data = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise CruddurError("This is not valid JSON.", code="malformed_json") from error
        if not isinstance(data, dict):
            raise CruddurError("A JSON object is expected here.", code="malformed_json")
        return data
