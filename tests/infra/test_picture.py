"""The picture of the cloud is what the templates say."""

import xml.etree.ElementTree as ET

from infra.canvas import HEIGHT, WIDTH
from infra.picture import PICTURE, Facts, boxes, frames, picture
from tests.infra.synthesised import Synthesised

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> set[str]:
    return {text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")}  # noqa: S314


def test_it_is_drawn_from_the_stage_that_costs_least(small: Synthesised) -> None:
    assert PICTURE.read_text() == picture(small.templates), "run `python -m infra.picture`"


def test_it_tells_another_stage_apart(small: Synthesised, full: Synthesised) -> None:
    little, much = words(picture(small.templates)), words(picture(full.templates))
    assert {"VPC over 2 zones", "NAT gateway", "in one zone"} <= little
    assert {"VPC over 3 zones", "3 x NAT gateway", "in two zones"} <= much


def test_every_process_is_in_it(small: Synthesised) -> None:
    drawn = {box.name for box in boxes(Facts(small.templates))}
    assert {"web", "events", "worker", "migrate", "stream", "database", "table"} <= drawn


def test_nothing_lies_over_anything_else(full: Synthesised) -> None:
    found = [*boxes(Facts(full.templates))]
    for number, one in enumerate(found):
        assert one.x + one.width <= WIDTH
        assert one.y + one.height <= HEIGHT
        for other in found[number + 1 :]:
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            apart = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert beside or apart, (one.title, other.title)
    assert len([*frames(Facts(full.templates))]) == 4
