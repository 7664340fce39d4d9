"""Path converters: what cannot be an id or a handle is a plain 404, before any query."""

from apps.core.ids import LARGEST_ID


class IdConverter:
    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number > LARGEST_ID:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        return str(value)


class HandleConverter:
    regex = "[A-Za-z0-9_]{1,20}"

    def to_python(self, value: str) -> str:
        return value.lower()

    def to_url(self, value: str) -> str:
        return value


class TagConverter:
    regex = r"[^/\x00-\x1f]{1,100}"

    def to_python(self, value: str) -> str:
        return value.lower()

    def to_url(self, value: str) -> str:
        return value
