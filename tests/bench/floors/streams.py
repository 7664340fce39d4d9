"""A bare asyncio server of event streams: `python -m tests.bench.floors.streams <listening fd>`.

What the app does and nothing that it promises: a socket for each person, written to as the bus
says. No sign-in (a token is a name), no history, no beats, no limits, no slow readers, no end.
The bus is DATABASE_URL.
"""

import asyncio
import os
import socket
import sys
from collections import defaultdict

import orjson
import psycopg

from apps.realtime.services import CHANNEL

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: hello\ndata: {}\n\n"
AUTHORIZATION = b"\r\nAuthorization: Bearer "

_writers: defaultdict[str, list[asyncio.StreamWriter]] = defaultdict(list)


async def _open(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    asked = await reader.readuntil(b"\r\n\r\n")
    token = asked.partition(AUTHORIZATION)[2].partition(b"\r\n")[0]
    person = token.partition(b".")[0].decode()
    writer.write(ANSWER)
    _writers[person].append(writer)
    await reader.read()
    _writers[person].remove(writer)
    writer.close()


async def _serve(listener: socket.socket) -> None:
    await asyncio.start_server(_open, sock=listener)
    async with await psycopg.AsyncConnection.connect(
        os.environ["DATABASE_URL"], autocommit=True
    ) as bus:
        await bus.execute(f"LISTEN {CHANNEL}")  # a constant of ours
        async for notification in bus.notifies():
            message = orjson.loads(notification.payload)
            event = f"event: {message['kind']}\ndata: ".encode() + orjson.dumps(message["data"])
            for person in message["to"]:
                for writer in _writers.get(person, ()):
                    writer.write(event + b"\n\n")


if __name__ == "__main__":
    asyncio.run(_serve(socket.socket(fileno=int(sys.argv[1]))))
