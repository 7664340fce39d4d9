"""Who and what the bench asks for, and how to ask the app and the floor for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

import psycopg

from tests.bench import graph
from tests.bench.cognito import Cognito
from tests.bench.load import Request, Script
from tests.bench.servers import AS_FROM_THE_CDN

CONNECTIONS = 8
# Authors whose profiles are read: the most popular.
PROFILES = range(5, 55)
# Things done and undone, one after the other, by each connection.
PAIRS = 60


@dataclass(frozen=True)
class Reader:
    """Somebody signed in."""

    id: UUID
    token: str

    def asks_app(self, path: str, method: str = "GET", **headers: str) -> Request:
        """A request to the app, as it comes from the CDN."""
        authorization = {"Authorization": f"Bearer {self.token}"}
        return Request(f"/api/v1{path}", method, authorization | AS_FROM_THE_CDN | headers)

    def asks_floor(self, path: str, method: str = "GET", **query: object) -> Request:
        return Request(f"{path}?{urlencode({'viewer': self.id, **query})}", method)


class Subjects:
    """The people, tags and threads of one database."""

    def __init__(self, database: str, cognito: Cognito) -> None:
        self.database = database
        self.readers = [self._sign_in(cognito, number) for number in graph.READERS]
        self.reads_few = self._sign_in(cognito, graph.READS_FEW)
        self.reads_many = self._sign_in(cognito, graph.READS_MANY)
        self.unfollowed = self._sign_in(cognito, graph.UNFOLLOWED)
        self.followed = self._sign_in(cognito, graph.FOLLOWED)
        self.profiles = [graph.handle(number) for number in PROFILES]

    def _sign_in(self, cognito: Cognito, number: int) -> Reader:
        person = graph.person_id(number)
        return Reader(person, cognito.token(person))

    def long_thread(self) -> int:
        """The crud with most replies."""
        return self._rows(
            "SELECT reply_to FROM posts_post WHERE reply_to IS NOT NULL"
            " GROUP BY reply_to ORDER BY count(*) DESC LIMIT 1"
        )[0][0]

    def _rows(self, query: str, *values: object) -> list[tuple[int, ...]]:
        with psycopg.connect(self.database) as connection:
            return connection.execute(query, values).fetchall()


def around(requests: Sequence[Request], connections: int = CONNECTIONS) -> list[Script]:
    """A script for each connection: all of the requests, each begun at another place."""
    step = max(1, len(requests) // connections)
    return [[*requests[at:], *requests[:at]] for at in range(0, len(requests), step)][:connections]
