"""The rule of counting, against the plainest way to say it."""

from hypothesis import given
from hypothesis import strategies as st

from apps.messaging.table import UNREAD_CAP, count_unread

PEOPLE = ["alice", "bob", "charlie"]


@given(
    senders=st.lists(st.sampled_from(PEOPLE), max_size=250),
    read_to=st.fixed_dictionaries(
        {person: st.integers(0, 260).map("{:03}".format) | st.just("") for person in PEOPLE}
    ),
)
def test_it_counts_what_others_sent_after_what_one_has_read(
    senders: list[str], read_to: dict[str, str]
) -> None:
    messages = [(f"{n:03}", sender) for n, sender in enumerate(senders)][::-1]
    assert count_unread(messages, read_to) == {
        person: min(
            UNREAD_CAP, sum(id > read_to[person] and sender != person for id, sender in messages)
        )
        for person in PEOPLE
    }


def test_it_looks_no_further_than_needed() -> None:
    messages = iter([(f"{999 - n:03}", "alice") for n in range(500)])
    assert count_unread(messages, {"alice": "999", "bob": ""}) == {"alice": 0, "bob": 100}
    assert next(messages)[0] == "899"
