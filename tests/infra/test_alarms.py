"""Who is told when something fails, and what they are told to do."""

import re
from pathlib import Path

import pytest

from infra.stacks.alarms import RUNBOOKS
from tests.infra.reading import Template, of_kind, text
from tests.infra.synthesised import Synthesised

ROOT = Path(__file__).parents[2]


@pytest.fixture
def app(small: Synthesised) -> Template:
    return small.templates["app"]


def _watches(app: Template) -> dict[str, Template]:
    """The alarms that are for people; scaling has some of its own."""
    return {
        re.sub("[0-9A-F]{8}$", "", name): alarm
        for name, alarm in of_kind(app, "AWS::CloudWatch::Alarm").items()
        if "AlarmDescription" in alarm and "Service" not in name
    }


def test_there_is_an_alarm_for_what_people_would_notice(app: Template) -> None:
    assert set(_watches(app)) == {
        *("Errors", "Slow", "WebMissing", "EventsMissing"),
        *("DeadLetters", "StreamBehind", "WorkerBehind"),
        *("DatabaseFull", "DatabaseBusy"),
    }


def test_every_alarm_tells_somebody_and_names_a_runbook_that_exists(app: Template) -> None:
    for name, alarm in _watches(app).items():
        assert len(alarm["AlarmActions"]) == 1, name
        assert "Alarms" in text(alarm["AlarmActions"]), name
        (runbook,) = re.findall(rf"{RUNBOOKS}/[a-z-]+\.md", alarm["AlarmDescription"])
        assert name in (ROOT / runbook).read_text(), f"{runbook} does not speak of {name}"


def test_every_runbook_is_named_by_an_alarm(app: Template) -> None:
    named = " ".join(alarm["AlarmDescription"] for alarm in _watches(app).values())
    for runbook in (ROOT / RUNBOOKS).glob("*.md"):
        assert runbook.name in named


def test_silence_is_a_bad_sign_of_those_who_should_speak(app: Template) -> None:
    silent = {
        name for name, alarm in _watches(app).items() if alarm["TreatMissingData"] == "breaching"
    }
    assert silent == {"WebMissing", "EventsMissing", "WorkerBehind"}


def test_a_failing_handful_is_no_share(app: Template) -> None:
    (expression,) = [
        each["Expression"] for each in _watches(app)["Errors"]["Metrics"] if "Expression" in each
    ]
    assert expression == "IF(asked > 20, 100 * (FILL(app, 0) + FILL(door, 0)) / asked, 0)"
