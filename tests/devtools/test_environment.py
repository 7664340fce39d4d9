import pytest

from cruddur.devtools.console import Refusal
from cruddur.devtools.environment import REAL_AWS, base_environment, real_aws


def test_the_emulator_is_used_unless_asked_otherwise() -> None:
    assert real_aws({"AWS_PROFILE": "mine"}) is None


def test_real_aws_needs_all_names() -> None:
    with pytest.raises(Refusal, match="also needs COGNITO_USER_POOL_ID"):
        real_aws({"CRUDDUR_AWS": "1", "AWS_REGION": "eu-west-1"} | dict.fromkeys(REAL_AWS[2:], "x"))


def test_real_aws_takes_the_callers_credentials_along() -> None:
    found = real_aws({"CRUDDUR_AWS": "1", "AWS_PROFILE": "mine"} | dict.fromkeys(REAL_AWS, "x"))
    assert found is not None
    assert found["AWS_PROFILE"] == "mine"
    assert "CRUDDUR_AWS" not in found


def test_the_callers_aws_does_not_leak_into_the_stack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "mine")
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    environment = base_environment()
    assert "AWS_PROFILE" not in environment
    assert environment["LOG_LEVEL"] == "DEBUG"
