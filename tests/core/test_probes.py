"""A probe answers what EXISTS answers, and looks at an index once for each row."""

import pytest
from django.db.models import Exists, OuterRef

from apps.core.probes import Probe
from apps.profiles.models import Follow, User
from apps.profiles.services import follow
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_it_answers_as_exists_does_and_is_never_turned_into_a_join() -> None:
    ada, ben, eve = UserFactory.create_batch(3)
    follow(follower=ada, followee=ben)
    rows = Follow.objects.filter(follower=ada, followee=OuterRef("pk"))
    probed, joined = (User.objects.filter(kind(rows)) for kind in (Probe, Exists))
    assert list(probed) == list(joined) == [ben]
    assert set(User.objects.exclude(Probe(rows))) == {ada, eve}
    assert "Join" not in probed.explain()
    assert "hashed" not in probed.explain()
