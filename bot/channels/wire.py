"""A small HTTP/1.1 client for the engine on loopback: kept-alive connections, one request on each at a time.

A general client spends more time on a turn than the gateway does itself (measured: 3 ms of processor a request
against 0.3 ms), and every turn passes here.
"""

import asyncio
import time
from collections import deque
from urllib.parse import urlsplit

import httptools

# Shorter than the engine keeps a silent connection (5 s): a request never meets one just being closed.
IDLE_SECONDS = 3.0
CONNECT_SECONDS = 2.0
MOST_BYTES = 1024 * 1024


class WireError(Exception):
    """No answer, or none that can be read. It is not known whether the request was handled."""


class _Answer:
    """Collects one response; httptools calls the `on_` methods."""

    def __init__(self) -> None:
        self.parser = httptools.HttpResponseParser(self)
        self.body = bytearray()
        self.done = False
        self.keep = False

    def on_body(self, data: bytes) -> None:
        self.body += data

    def on_headers_complete(self) -> None:
        self.keep = self.parser.should_keep_alive()

    def on_message_complete(self) -> None:
        self.done = True


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Wire:
    """Requests to one server."""

    def __init__(self, url: str, token: str, timeout: float) -> None:
        """`url`: http://host:port; `token`: sent as bearer token; `timeout`: seconds for a whole request."""
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._head = f"Host: {parts.netloc}\r\nAuthorization: Bearer {token}\r\n"
        self._timeout = timeout
        self._idle: deque[tuple[float, Connection]] = deque()

    async def request(
        self, method: str, path: str, body: bytes = b"", timeout: float | None = None
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Raises WireError."""
        try:
            async with asyncio.timeout(timeout or self._timeout):
                connection = await self._connect()
                try:
                    answer = await self._exchange(connection, method, path, body)
                except BaseException:
                    connection[1].close()
                    raise
        except (OSError, TimeoutError, httptools.HttpParserError) as error:
            # From None: nothing of the request hangs on the exception.
            raise WireError(type(error).__name__) from None
        if answer.keep:
            self._idle.append((time.monotonic(), connection))
        else:
            connection[1].close()
        return answer.parser.get_status_code(), bytes(answer.body)

    async def _connect(self) -> Connection:
        while self._idle:
            # The one used last: it is the likeliest to be open still.
            since, (reader, writer) = self._idle.pop()
            if time.monotonic() - since < IDLE_SECONDS and not reader.at_eof() and not writer.is_closing():
                return reader, writer
            writer.close()
        async with asyncio.timeout(CONNECT_SECONDS):
            return await asyncio.open_connection(self._host, self._port)

    async def _exchange(self, connection: Connection, method: str, path: str, body: bytes) -> _Answer:
        reader, writer = connection
        # A GET that announces a body, even an empty one, makes the engine's server complain in its log.
        about = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n" if body else "\r\n"
        writer.write(f"{method} {path} HTTP/1.1\r\n{self._head}{about}".encode("ascii") + body)
        answer = _Answer()
        while not answer.done:
            data = await reader.read(65536)
            if not data or len(answer.body) > MOST_BYTES:
                raise ConnectionResetError
            answer.parser.feed_data(data)
        return answer

    async def close(self) -> None:
        """Close what is idle."""
        while self._idle:
            self._idle.pop()[1][1].close()
