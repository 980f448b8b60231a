"""Reads a posted form in memory: a file that comes in clear must never touch a disk (invariant "sealed first").

Starlette's own reader spools files to temporary files, so this one stands in its place. It hands over one part
at a time.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

import python_multipart
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

MOST_FIELD_BYTES = 256 * 1024


class BadForm(ValueError):
    """Not a form as the page posts it. `reason`: `form`, `field_size` or `file_size`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Part:
    """A field (`filename` None) or a file, whole and in memory."""

    name: str
    filename: str | None
    content_type: str
    data: bytearray

    @property
    def value(self) -> str:
        """A field's text."""
        return self.data.decode("utf-8", "replace")


async def parts(content_type: str, body: AsyncIterator[bytes], most_file_bytes: int) -> AsyncIterator[Part]:
    """The form's parts in order; a file is let go of before the next one is read. Raises BadForm."""
    kind, options = parse_options_header(content_type)
    if kind == b"application/x-www-form-urlencoded":
        async for part in _urlencoded(body):
            yield part
        return
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise BadForm("form")
    reader = _Reader(most_file_bytes)
    try:
        parser = MultipartParser(boundary, reader.callbacks())
        async for chunk in body:
            parser.write(chunk)
            for part in reader.finished():
                yield part
        parser.finalize()
    except FormParserError:
        raise BadForm("form") from None
    for part in reader.finished():
        yield part


async def _urlencoded(body: AsyncIterator[bytes]) -> AsyncIterator[Part]:
    data = bytearray()
    async for chunk in body:
        data += chunk
        if len(data) > MOST_FIELD_BYTES:
            raise BadForm("field_size")
    try:
        fields = parse_qsl(data.decode("ascii"), keep_blank_values=True, max_num_fields=50)
    except ValueError:
        raise BadForm("form") from None
    for name, value in fields:
        yield Part(name, None, "", bytearray(value.encode("utf-8", "replace")))


class _Reader:
    """Collects what the parser calls out."""

    def __init__(self, most_file_bytes: int) -> None:
        self._most = most_file_bytes
        self._done: list[Part] = []
        self._part: Part | None = None
        self._headers: dict[bytes, bytes] = {}
        self._field = bytearray()
        self._value = bytearray()

    def callbacks(self) -> "python_multipart.multipart.MultipartCallbacks":
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._end,
        }

    def finished(self) -> list[Part]:
        done, self._done = self._done, []
        return done

    def _begin(self) -> None:
        self._headers = {}

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._field += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[bytes(self._field).lower()] = bytes(self._value)
        self._field, self._value = bytearray(), bytearray()

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        name, filename = options.get(b"name"), options.get(b"filename")
        if name is None:
            raise BadForm("form")
        self._part = Part(
            name.decode("utf-8", "replace"),
            None if filename is None else filename.decode("utf-8", "replace"),
            self._headers.get(b"content-type", b"").decode("latin-1"),
            bytearray(),
        )

    def _data(self, data: bytes, start: int, end: int) -> None:
        assert self._part is not None
        most = MOST_FIELD_BYTES if self._part.filename is None else self._most
        if len(self._part.data) + end - start > most:
            raise BadForm("field_size" if self._part.filename is None else "file_size")
        self._part.data += data[start:end]

    def _end(self) -> None:
        assert self._part is not None
        self._done.append(self._part)
        self._part = None
