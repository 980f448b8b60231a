"""The way from an action to the store: one transaction, on a worker thread, never on the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from sqlalchemy.orm import Session

from store.database import Store

T = TypeVar("T")


@cache
def store() -> Store:
    """The store of this process, opened once."""
    return Store()


async def write(work: Callable[[Session], T]) -> T:
    """Run `work` in one transaction; when this returns, what it wrote is durable."""

    def transact() -> T:
        with store().begin() as session:
            return work(session)

    return await asyncio.to_thread(transact)


async def read(work: Callable[[Session], T]) -> T:
    """Run `work` on a session that only reads."""

    def look() -> T:
        with store().read() as session:
            return work(session)

    return await asyncio.to_thread(look)
