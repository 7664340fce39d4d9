"""Who and what the bench asks for, and how to ask the app and the floor for it."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import psycopg

from tests.bench import graph
from tests.bench.cognito import Cognito
from tests.bench.load import Request
from tests.bench.servers import AS_FROM_THE_CDN, Pair
from tests.bench.statements import ask

# Authors whose profiles are read: the most popular.
PROFILES = range(graph.ORDINARY, graph.ORDINARY + 50)
# What one reader does and undoes.
DEEDS = 4


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

    def __init__(self, database: str, cognito: Cognito, pair: Pair) -> None:
        self.database = database
        self.pair = pair
        self.readers = [self._sign_in(cognito, number) for number in graph.READERS]
        self.read_few = [self._sign_in(cognito, number) for number in graph.READ_FEW]
        self.read_many = [self._sign_in(cognito, number) for number in graph.READ_MANY]
        self.unfollowed = self._sign_in(cognito, graph.UNFOLLOWED)
        self.followed = self._sign_in(cognito, graph.FOLLOWED)
        self.profiles = [graph.handle(number) for number in PROFILES]

    def _sign_in(self, cognito: Cognito, number: int) -> Reader:
        person = graph.person_id(number)
        return Reader(person, cognito.token(person))

    def likeable(self) -> dict[UUID, list[int]]:
        """For each reader some cruds that they may see and have not liked: each for one only."""
        newest = self._rows(
            "SELECT p.id FROM posts_post p JOIN profiles_user a ON a.id = p.author_id"
            " WHERE p.visibility = 'public' AND NOT a.is_private AND NOT EXISTS ("
            "SELECT FROM profiles_block WHERE blocker_id = ANY(%(readers)s)"
            " AND blocked_id = a.id OR blocked_id = ANY(%(readers)s) AND blocker_id = a.id)"
            " AND NOT EXISTS (SELECT FROM posts_like"
            " WHERE post_id = p.id AND person_id = ANY(%(readers)s))"
            " ORDER BY p.id DESC LIMIT %(most)s"
        )
        return self._dealt([post for (post,) in newest])

    def followable(self) -> dict[UUID, list[str]]:
        """For each reader some people whom no reader follows or blocks, and who block none."""
        people = self._rows(
            "SELECT a.handle FROM profiles_user a WHERE NOT a.is_private AND a.post_count > 0"
            " AND NOT EXISTS (SELECT FROM profiles_follow"
            " WHERE follower_id = ANY(%(readers)s) AND followee_id = a.id)"
            " AND NOT EXISTS (SELECT FROM profiles_block WHERE blocker_id = ANY(%(readers)s)"
            " AND blocked_id = a.id OR blocked_id = ANY(%(readers)s) AND blocker_id = a.id)"
            " AND a.id <> ALL(%(readers)s) ORDER BY a.post_count DESC, a.handle LIMIT %(most)s"
        )
        return self._dealt([name for (name,) in people])

    def tag_of(self, home: Request) -> str:
        """The ETag under which the app answers."""
        _, headers, _ = ask(self.pair.app_url, home)
        return headers["etag"]

    def floor_tag_of(self, reader: Reader) -> str:
        _, _, body = ask(self.pair.floor_url, reader.asks_floor("/unchanged"))
        return str(json.loads(body))

    def _dealt(self, things: list[Any]) -> dict[UUID, list[Any]]:
        count = len(self.readers)
        return {reader.id: things[at::count] for at, reader in enumerate(self.readers)}

    def long_thread(self) -> int:
        """The crud with most replies."""
        ((crud,),) = self._rows(
            "SELECT reply_to FROM posts_post WHERE reply_to IS NOT NULL"
            " GROUP BY reply_to ORDER BY count(*) DESC LIMIT 1"
        )
        return int(crud)

    def _rows(self, query: str) -> list[tuple[Any, ...]]:
        readers = [reader.id for reader in self.readers]
        given = {"readers": readers, "most": DEEDS * len(readers)}
        with psycopg.connect(self.database) as connection:
            return connection.execute(query, given).fetchall()
