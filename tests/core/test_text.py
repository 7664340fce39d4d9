import pytest

from apps.core.errors import Invalid
from apps.core.text import clean_text, count_characters

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def test_a_family_is_one_character() -> None:
    assert count_characters(FAMILY) == 1


def test_length_is_counted_as_a_reader_counts() -> None:
    assert clean_text(FAMILY * 500, max_length=500) == FAMILY * 500


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "text_empty"),
        (" \n\t ", "text_empty"),
        ("\u200b\u2060\ufeff", "text_empty"),
        ("\u3164", "text_empty"),
        ("x" * 501, "text_too_long"),
        (FAMILY * 501, "text_too_long"),
        ("e" + "\u0301" * 10_000, "text_too_long"),
        ("a\x00b", "text_forbidden_character"),
        ("a\x1bb", "text_forbidden_character"),
        ("a\x85b", "text_forbidden_character"),
        ("abc\u202edef", "text_forbidden_character"),
        ("\ud83d", "text_forbidden_character"),
    ],
)
def test_bad_text_is_refused_with_a_code(text: str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        clean_text(text, max_length=500)
    assert refusal.value.code == code
    assert refusal.value.errors[0].field == "text"


def test_line_ends_white_space_and_composition_are_made_uniform() -> None:
    assert clean_text("  cafe\u0301\r\nau lait\r ", max_length=500) == "caf\u00e9\nau lait"


def test_right_to_left_writing_is_welcome() -> None:
    assert clean_text("שלום \u2068abc\u2069", max_length=500) == "שלום \u2068abc\u2069"


def test_a_single_line_takes_no_line_ends() -> None:
    with pytest.raises(Invalid):
        clean_text("a\nb", max_length=50, multiline=False)
