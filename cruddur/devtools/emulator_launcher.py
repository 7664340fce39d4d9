"""Runs MiniStack on an inherited socket and saves its state every two seconds.

Run by the emulator's own interpreter, so it may import nothing of ours. MiniStack saves at a
clean stop only, and its functions to save are private: emulator-requirements.in pins the version.

Usage: emulator_launcher.py <listening file descriptor>
"""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from hypercorn.asyncio import serve  # type: ignore[import-not-found]
from hypercorn.config import Config  # type: ignore[import-not-found]
from ministack import app as ministack  # type: ignore[import-not-found]
from ministack.core.persistence import PERSIST_STATE, save_all  # type: ignore[import-not-found]

SAVE_SECONDS = 2

Message = dict[str, Any]


class SavingApp:
    """MiniStack's ASGI application, which notices requests so that an idle one is not saved."""

    def __init__(self) -> None:
        self.dirty = False

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        await ministack.app(scope, receive, send)
        if scope["type"] == "http" and not scope["path"].startswith("/_ministack/"):
            self.dirty = True

    async def save_for_ever(self) -> None:
        """Save on the event loop: no request is half done while it runs."""
        while True:
            await asyncio.sleep(SAVE_SECONDS)
            if self.dirty:
                self.dirty = False
                save_all(ministack._build_persistence_save_dict())


async def main(listening_descriptor: int) -> None:
    config = Config()
    config.bind = [f"fd://{listening_descriptor}"]
    config.loglevel = "WARNING"
    config.graceful_timeout = 1
    app = SavingApp()
    saver = asyncio.create_task(app.save_for_ever()) if PERSIST_STATE else None
    await serve(app, config)
    if saver:
        saver.cancel()


if __name__ == "__main__":
    # It reports every state file that it saves.
    logging.getLogger("persistence").setLevel(logging.WARNING)
    asyncio.run(main(int(sys.argv[1])))
