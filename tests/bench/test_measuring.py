"""The arithmetic of the bench, and what it reads."""

from tests.bench import report
from tests.bench.load import Drive, Request, around, dealt
from tests.bench.measure import Round, summary
from tests.bench.memory import growth
from tests.bench.results import Results
from tests.bench.statements import statements

LOG = """\
[unknown]|LOG:  statement: SELECT pg_reload_conf()
cruddur|LOG:  execute _pg3_0: SELECT *
\tFROM timelines_entry
cruddur|DETAIL:  Parameters: $1 = '7'
cruddur|LOG:  statement: BEGIN
cruddur|LOG:  execute <unnamed>: INSERT INTO posts_like VALUES ('a: b')
|LOG:  checkpoint starting: time
cruddur|LOG:  statement: COMMIT
floor|LOG:  execute _pg3_1: SELECT 1
"""


def a_round(requests: int, p50: float = 1) -> Round:
    drive = Drive(requests=requests, seconds=2, p50=p50, p99=9, bytes=1, cpu=1)
    return Round(drive, web_cpu=0.003, postgres_cpu=0.001)


def test_a_disturbed_round_does_not_move_the_figures() -> None:
    found = summary([a_round(100), a_round(104, p50=2), a_round(3, p50=800)])
    assert (found.requests_per_second, found.p50, found.web_cpu) == (50, 2, 3)


def test_statements_are_counted_without_what_is_around_them() -> None:
    assert statements(LOG) == [
        "SELECT * FROM timelines_entry",
        "INSERT INTO posts_like VALUES ('a: b')",
        "SELECT 1",
    ]


def test_every_connection_reads_all_from_another_place() -> None:
    pages = [Request(path) for path in "abcdef"]
    assert ["".join(one.path for one in script) for script in around(pages, 3)] == [
        "abcdef", "cdefab", "efabcd",
    ]  # fmt: skip
    assert len(around(pages[:1], 3)) == 3


def test_deeds_are_dealt_to_one_connection_each() -> None:
    deeds = [[Request(f"{name}+"), Request(f"{name}-")] for name in "abc"]
    hands = [[one.path for one in hand] for hand in dealt(deeds, 2)]
    assert hands == [["a+", "a-", "c+", "c-"], ["b+", "b-"]]


def test_memory_is_compared_with_the_first_third() -> None:
    assert growth([10, 50, 100, 100, 101, 102]) == 102 / 100 - 1


def test_the_report_says_what_is_met_and_what_is_not() -> None:
    results = Results(machine={"cores": "2"})
    results.judge("home feed", wanted="0.60", found="0.70", met=True)
    results.judge("public feed", wanted="0.40", found="0.30", met=False)
    text = report.as_markdown(results)
    assert "| home feed | 0.60 | 0.70 | met |" in text
    assert "| public feed | 0.40 | 0.30 | not met |" in text
    assert "cores 2." in text
    assert "growth.svg" not in text
