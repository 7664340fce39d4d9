"""Reading HTML and XML, strictly."""

import xml.etree.ElementTree as ET
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = {"area", "base", "br", "hr", "img", "input", "link", "meta", "animate", "circle", "path"}


@dataclass
class Document:
    """What a page holds: the text and attributes of each element, by tag."""

    texts: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    elements: defaultdict[str, list[dict[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @property
    def title(self) -> str:
        (title,) = self.texts["title"]
        return title

    def meta(self, name: str) -> str | None:
        """The one content of a meta element, by its name or property."""
        found = [
            meta["content"]
            for meta in self.elements["meta"]
            if name in (meta.get("name"), meta.get("property"))
        ]
        assert len(found) <= 1, found
        return found[0] if found else None

    def link(self, rel: str, type: str = "") -> str | None:
        found = [
            link["href"]
            for link in self.elements["link"]
            if link.get("rel") == rel and link.get("type", "") == type
        ]
        assert len(found) <= 1, found
        return found[0] if found else None


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.document = Document()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.document.elements[tag].append({name: value or "" for name, value in attrs})
        if tag not in EMPTY:
            self.open.append(tag)
            self.document.texts[tag].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.document.elements[tag].append({name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag in EMPTY:
            return
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another"

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.document.texts[tag][-1] += data


def parse(html: str) -> Document:
    """The document; every element that is opened must be closed in order."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    assert not parser.open
    return parser.document


def parse_xml(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - our own answers
