"""Querysets compiled once: the same answers, other values, counted like any query."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.query import QuerySet
from django.test.utils import CaptureQueriesContext

from apps.core.prepared import compile_once
from apps.profiles.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def by_id(id: UUID) -> "QuerySet[User, Any]":
    return User.objects.filter(pk=id).values_list("handle")


def test_it_answers_for_each_value_as_the_queryset_does() -> None:
    statement = compile_once(by_id, id=UUID)
    people = UserFactory.create_batch(3)
    assert [statement.rows(id=one.pk) for one in people] == [[(one.handle,)] for one in people]
    assert statement.rows(id=uuid4()) == []


def test_a_value_may_stand_in_several_places_and_beside_constants() -> None:
    def find(name: str, most: int) -> "QuerySet[User, Any]":
        wanted = Q(handle=name) | Q(display_name=name)
        people = User.objects.filter(wanted, post_count__lt=most, bio="50% \"of\" 'it'")
        return people.values_list("handle").order_by("handle")

    UserFactory.create(handle="ada", bio="50% \"of\" 'it'")
    UserFactory.create(handle="ben", display_name="ada", bio="50% \"of\" 'it'", post_count=7)
    UserFactory.create(handle="eve", display_name="ada")
    statement = compile_once(find, name=str, most=int)
    assert statement.rows(name="ada", most=8) == [("ada",), ("ben",)]
    assert statement.rows(name="ada", most=7) == [("ada",)]


def test_what_somebody_gives_is_a_value_and_never_sql() -> None:
    UserFactory.create(handle="ada")
    statement = compile_once(
        lambda name: User.objects.filter(handle=name).values_list("handle"), name=str
    )
    assert statement.rows(name="' OR true --") == []
    assert statement.rows(name="%s $1") == []


@pytest.mark.parametrize(
    ("kind", "column", "values"),
    [("text", "handle", ["ada", "{%s,$1}"]), ("integer", "post_count", [0, 7])],
)
def test_a_list_may_hold_words_or_numbers(kind: str, column: str, values: list[Any]) -> None:
    def find(wanted: list[Any]) -> "QuerySet[User, Any]":
        among = RawSQL(f"SELECT unnest(%s::{kind}[])", (wanted,))  # noqa: S611
        return User.objects.filter(**{f"{column}__in": among}).values_list("handle")

    UserFactory.create(handle="ada")
    statement = compile_once(find, wanted=list)
    assert statement.rows(wanted=values) == [("ada",)]
    assert statement.rows(wanted=values[1:]) == statement.rows(wanted=[]) == []


def test_a_value_that_gets_lost_on_the_way_is_told() -> None:
    def find(name: str) -> "QuerySet[User, Any]":
        return User.objects.filter(handle=name.upper()).values_list("handle")

    with pytest.raises(ValueError, match="name"):
        compile_once(find, name=str)


def test_it_is_counted_and_logged() -> None:
    statement = compile_once(by_id, id=UUID)
    with CaptureQueriesContext(connection) as queries:
        statement.rows(id=uuid4())
    assert len(queries) == 1


def test_postgresql_keeps_the_plan() -> None:
    statement = compile_once(by_id, id=UUID)
    for _ in range(2):
        statement.rows(id=uuid4())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_prepared_statements WHERE statement = %s",
            [statement.numbered[0]],
        )
        assert cursor.fetchone() == (1,)
