import re

import pytest

from apps.pages.words import for_xml, linked, one_line

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("one\ntwo", "one<br>two"),
        ("hi @Bob!", 'hi <a href="/@bob">@Bob</a>!'),
        ("me@bob.example", "me@bob.example"),
        ("#Bread", '<a href="/tags/bread">#Bread</a>'),
        ("#パン", '<a href="/tags/%E3%83%91%E3%83%B3">#パン</a>'),
        ("#1 and a#b", "#1 and a#b"),
        ("javascript:alert(1)", "javascript:alert(1)"),
    ],
)
def test_text_becomes_html(text: str, html: str) -> None:
    assert linked(text) == html


def test_addresses_lead_away_and_vouch_for_nothing() -> None:
    html = linked('See https://www.bread.example/a?b="c".')
    assert html.startswith('See <a href="https://www.bread.example/a?b=" rel="nofollow ugc')
    assert ">bread.example/a?b=</a>&quot;c&quot;." in html


def test_elsewhere_links_name_the_site() -> None:
    html = linked("@bob #bread", site="https://cruddur.example")
    assert re.findall('href="([^"]+)"', html) == [
        "https://cruddur.example/@bob",
        "https://cruddur.example/tags/bread",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  one\n\ttwo  ", "one two"),
        ("one two three four", "one two…"),
        ("onetwothreefour", "onetwothr…"),
        ("a bcdefghijklmno", "a bcdefgh…"),
        (FAMILY * 10, FAMILY * 10),
        (FAMILY * 11, FAMILY * 9 + "…"),
        ("\u2067abc\u2069", "abc"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text, 10) == line


def test_what_xml_cannot_say_is_replaced() -> None:
    assert for_xml("a\x0bb\ufffec\U0001f9c1\n") == "a\ufffdb\ufffdc\U0001f9c1\n"
