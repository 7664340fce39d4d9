"""The pictures of the demo people."""

import io

import pytest
from PIL import Image

from cruddur.devtools import art
from cruddur.devtools.cast import PEOPLE, Person


@pytest.mark.parametrize("person", [person for person in PEOPLE if person.look])
def test_what_people_wear_can_be_drawn_and_is_the_same_each_time(person: Person) -> None:
    assert person.look is not None
    avatar = art.avatar(person.look.avatar, person.look.colours)
    banner = art.banner(person.look.colours)
    assert Image.open(io.BytesIO(avatar)).size == (768, 768)
    assert Image.open(io.BytesIO(banner)).size == (1200, 400)
    assert avatar == art.avatar(person.look.avatar, person.look.colours)
    assert banner == art.banner(person.look.colours)
