"""Settings that cannot be are refused in words, before anything is synthesised."""

from dataclasses import replace
from typing import Any

import pytest

from infra.config import REGIONS, STAGES, Config, Service, WrongSetting, checked, completed, load

OURS = {"CDK_DEFAULT_ACCOUNT": "111111111111"}


def _refusal(**settings: Any) -> str:
    with pytest.raises(WrongSetting) as refused:
        checked(completed(replace(STAGES["small"], **settings), OURS))
    return str(refused.value)


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_as_it_must_be(stage: str) -> None:
    assert load(stage, OURS).stage == stage


def test_a_stage_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(WrongSetting, match="no stage 'smal': there are small, production"):
        load("smal", OURS)


def test_small_has_one_of_each_and_production_survives_a_zone() -> None:
    small, production = load("small", OURS), load("production", OURS)
    assert not small.nat_per_zone
    assert not small.database_multi_az
    assert {small.web.min, small.events.min, small.worker.min} == {1}
    assert production.nat_per_zone
    assert production.database_multi_az
    assert min(production.web.min, production.events.min, production.worker.min) >= 2


def test_the_account_is_the_one_of_the_credentials_unless_another_is_named() -> None:
    assert load("small", {}).account is None
    assert load("small", OURS).account == "111111111111"
    named = {**OURS, "CRUDDUR_ACCOUNT": "222222222222"}
    assert load("small", named).account == "222222222222"


def test_from_where_cloudfront_comes_is_known_for_regions_and_may_be_said() -> None:
    for region, known in REGIONS.items():
        config = checked(completed(Config(stage="small", region=region), OURS))
        assert config.origin_facing_prefix_list == known.origin_facing
    said = replace(STAGES["small"], region="sa-east-1", origin_facing_prefix_list="pl-5da64334")
    assert checked(completed(said, OURS)).origin_facing_prefix_list == "pl-5da64334"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"account": "1234"}, "an AWS account has twelve digits"),
        ({"region": "Frankfurt"}, "one is called like us-east-1"),
        ({"region": "sa-east-1"}, "set origin_facing_prefix_list to the id of"),
        ({"origin_facing_prefix_list": "sg-1"}, "say pl-…"),
        ({"zones": ("a",)}, "there must be two or three different ones"),
        ({"zones": ("a", "b", "c", "d")}, "there must be two or three different ones"),
        ({"zones": ("a", "a")}, "there must be two or three different ones"),
        ({"zones": ("a", "z")}, "us-east-1 has no zone z: its zones are a, b, c, d, e, f"),
        ({"zones": ("us-east-1a", "b")}, "zones takes the letters"),
        ({"domain": "cruddur.example.org"}, "hosted_zone_id is not set"),
        ({"hosted_zone_id": "Z0123456789ABC"}, "say which name of that zone is the site's"),
        ({"domain": "Not a name", "hosted_zone_id": "Z0123456789ABC"}, "a name like"),
        ({"domain": "example.org", "hosted_zone_id": "example.org"}, "an id like Z0123456789ABC"),
        ({"database_class": "db.t4g.micro"}, "without db."),
        ({"database_storage_gb": 5}, "it must be 20 to 16384"),
        ({"backup_days": 6}, "7 are the least here"),
        ({"backup_days": 36}, "RDS keeps up to 35"),
        ({"log_days": 31}, "CloudWatch takes 7, 14, 30"),
        ({"email_from": "nobody"}, "email_from is 'nobody': it must be an email address"),
        ({"alarm_email": "me@localhost"}, "alarm_email is 'me@localhost'"),
        ({"passkeys": True}, "a passkey is bound to the site's name"),
        ({"repository": "cruddur"}, "it must be owner/name"),
        ({"branch": "-f"}, "it must be the name of a branch"),
        ({"web": Service(512, 1024, 3, 2)}, "web: min is 3 and max is 2"),
        ({"web": Service(512, 1024, -1, 2)}, "web: min is -1 and max is 2"),
        ({"worker": Service(256, 512, 0, 2)}, "with none at work nothing would ask for one"),
        ({"worker": Service(256, 512, 0, 0)}, "with max 0 there is never one"),
        ({"web": Service(512, 512, 1, 2)}, "with cpu 512 it may be 1024 to 4096 in steps of 1024"),
        ({"web": Service(300, 512, 1, 2)}, "with cpu 256, 512, 1024, 2048, 4096"),
        ({"web": Service(512, 1024, 1, 9)}, "take a larger one, or a smaller max"),
    ],
)
def test_what_cannot_be_is_refused_in_words(settings: dict[str, Any], words: str) -> None:
    assert words in _refusal(**settings)


def test_all_that_is_wrong_is_told_at_once() -> None:
    refusal = _refusal(backup_days=1, log_days=1, zones=("a",))
    assert refusal.startswith("Stage small: ")
    assert all(name in refusal for name in ("backup_days", "log_days", "zones"))
