"""What `kill -9` of everything may cost: nothing in PostgreSQL, two seconds in the emulator."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from cruddur.devtools.stack import Stack

pytestmark = pytest.mark.slow

KEPT_AFTER_SECONDS = 2.5


def kill_everything(stack: Stack) -> None:
    processes = [part.process for part in stack.parts if part.process]
    for process in processes:
        os.killpg(process.pid, signal.SIGKILL)
    for process in processes:
        process.wait()


def test_postgres_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    stack = Stack(tmp_path / "state")
    stack.start()
    with psycopg.connect(stack.environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (number int)")
        for number in range(500):
            connection.execute("INSERT INTO kept VALUES (%s)", [number])
        kill_everything(stack)

    again = Stack(tmp_path / "state")
    try:
        with psycopg.connect(again.start()["DATABASE_URL"]) as connection:
            found = connection.execute("SELECT count(*) FROM kept").fetchone()
    finally:
        again.stop()
    assert found == (500,)


def test_the_emulator_keeps_what_is_older_than_two_seconds(tmp_path: Path) -> None:
    stack = Stack(tmp_path / "state")
    stack.start()
    assert stack.emulator
    pool = stack.environment["COGNITO_USER_POOL_ID"]
    stack.emulator.cognito().admin_create_user(UserPoolId=pool, Username="alice@cruddur.example")
    stack.emulator.s3().put_object(
        Bucket=stack.environment["MEDIA_BUCKET"], Key="a.txt", Body=b"kept"
    )
    stack.emulator.dynamodb().put_item(
        TableName=stack.environment["MESSAGES_TABLE"],
        Item={"pk": {"S": "CONV#1"}, "sk": {"S": "META"}},
    )
    time.sleep(KEPT_AFTER_SECONDS)
    kill_everything(stack)

    again = Stack(tmp_path / "state")
    try:
        environment = again.start()
        assert again.emulator
        assert environment["COGNITO_USER_POOL_ID"] == pool
        users = again.emulator.cognito().list_users(UserPoolId=pool)["Users"]
        items = again.emulator.dynamodb().scan(TableName=environment["MESSAGES_TABLE"])
        kept = again.emulator.s3().get_object(Bucket=environment["MEDIA_BUCKET"], Key="a.txt")
        assert [user["UserStatus"] for user in users] == ["FORCE_CHANGE_PASSWORD"]
        assert items["Count"] == 1
        assert kept["Body"].read() == b"kept"
    finally:
        again.stop()
