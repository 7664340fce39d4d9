"""Querysets compiled once: the same answers, other values, counted like any query."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DataError, OperationalError, connection, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.query import QuerySet
from django.test.utils import CaptureQueriesContext

from apps.core import asking
from apps.core.prepared import Given, Statement, compile_once
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


def test_what_postgresql_refuses_is_an_error_of_djangos() -> None:
    statement = Statement("SELECT 1 / %s", [Given("by", int)])
    assert statement.rows(by=1) == [(1,)]
    with pytest.raises(DataError, match="division by zero"), transaction.atomic():
        statement.rows(by=0)
    assert statement.rows(by=1) == [(1,)]


def test_a_connection_keeps_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST", 3)
    with connection.cursor() as cursor:
        for n in [*range(5), *range(5)]:
            assert Statement(f"SELECT {n} + %s", [Given("one", int)]).rows(one=1) == [(n + 1,)]
            cursor.execute("SELECT count(*) FROM pg_prepared_statements")
            assert cursor.fetchone()[0] <= 3


def test_nothing_is_a_value() -> None:
    statement = Statement("SELECT %s::text IS NULL", [Given("name", str)])
    assert statement.rows(name=None) == [(True,)]
    assert statement.rows(name="") == [(False,)]


@pytest.mark.django_db(transaction=True)
def test_the_first_of_a_transaction_is_in_it() -> None:
    add = Statement("UPDATE profiles_user SET bio = %s RETURNING bio", [Given("bio", str)])
    person = UserFactory.create(bio="as it was")
    with transaction.atomic():
        assert add.rows(bio="something else") == [("something else",)]
        transaction.set_rollback(True)
    person.refresh_from_db()
    assert person.bio == "as it was"
    add.rows(bio="changed at once")
    person.refresh_from_db()
    assert person.bio == "changed at once"


@pytest.mark.django_db(transaction=True)
def test_a_lost_connection_is_told_and_another_one_made() -> None:
    statement = Statement("SELECT %s", [Given("one", int)])
    statement.rows(one=1)
    with psycopg.connect(connection.connection.info.dsn, password=_password()) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    with pytest.raises(OperationalError):
        statement.rows(one=1)
    connection.close()
    assert statement.rows(one=1) == [(1,)]


def _password() -> str | None:
    return connection.settings_dict["PASSWORD"] or None


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
