import pytest

from apps.core.errors import Invalid
from apps.core.pagination import cut_page, decode_id_cursor, encode_cursor


def test_a_full_page_says_where_to_go_on() -> None:
    page = cut_page([9, 8, 7], limit=2, position=lambda n: n)
    assert page.items == [9, 8]
    assert decode_id_cursor(page.next) == 8


def test_the_last_page_ends() -> None:
    assert cut_page([9, 8], limit=2, position=lambda n: n).next is None


@pytest.mark.parametrize(
    "cursor",
    ["%", "abc", "é", "=" * 9, encode_cursor("x"), encode_cursor(-1), encode_cursor(2**63),
     encode_cursor(True), encode_cursor([1]), encode_cursor(1.5)],
)  # fmt: skip
def test_a_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid) as refusal:
        decode_id_cursor(cursor)
    assert refusal.value.code == "invalid_cursor"
