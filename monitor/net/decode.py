"""Bodies within bounds: what codings we offer, and how many bytes an answer may become."""

import zlib
from collections.abc import Iterable, Iterator

from monitor.net.errors import AnswerError, TooLargeError

# What we offer, and therefore all that we take.
ACCEPTED = "gzip, deflate"
PIECE = 64 * 1024

_GZIP = b"\x1f\x8b"


def decoded(pieces: Iterable[bytes], coding: str, *, most: int) -> Iterator[bytes]:
    """The plain body; the bound holds inside the decoder, so that a bomb never unfolds. Raises NetError."""
    total = 0
    for piece in _plain(pieces, coding.strip().lower()):
        total += len(piece)
        if total > most:
            raise TooLargeError("sends more than a feed or page can be")
        yield piece


def _plain(pieces: Iterable[bytes], coding: str) -> Iterable[bytes]:
    if coding in {"", "identity"}:
        return pieces
    if coding in {"gzip", "x-gzip", "deflate"}:
        return _inflated(pieces, deflate=coding == "deflate")
    raise AnswerError(f'answers in the coding "{coding[:40]}", which was not asked for')


def _inflated(pieces: Iterable[bytes], *, deflate: bool) -> Iterator[bytes]:
    """Inflate, a piece at a time, one member after the other; what follows the last is padding and no matter."""
    decoder, waiting, members = None, b"", 0
    for piece in pieces:
        waiting += piece
        while len(waiting) >= (2 if decoder is None else 1):
            if decoder is None:
                if members and (deflate or not waiting.startswith(_GZIP)):
                    return
                decoder = zlib.decompressobj(_window(waiting, deflate=deflate))
            yield from _drained(decoder, waiting)
            waiting = b""
            if decoder.eof:
                waiting, decoder, members = decoder.unused_data, None, members + 1
    if decoder is not None or (waiting and not members):
        raise AnswerError("sends a compressed answer that ends in the middle")


def _drained(decoder: "zlib._Decompress", coded: bytes) -> Iterator[bytes]:
    """Everything these bytes unfold to, never more than a piece at once."""
    while True:
        try:
            plain = decoder.decompress(coded, PIECE)
        except zlib.error as error:
            raise AnswerError(f"sends a compressed answer that is broken ({error})") from error
        if plain:
            yield plain
        coded = decoder.unconsumed_tail
        # A full piece may have left more inside, though all that came is taken in.
        if not coded and len(plain) < PIECE:
            return


def _window(first: bytes, *, deflate: bool) -> int:
    """What zlib calls wbits: for gzip; for what is called deflate, which servers send with and without a header."""
    if not deflate:
        return 16 + zlib.MAX_WBITS
    has_header = first[0] & 0x0F == 8 and (first[0] * 256 + first[1]) % 31 == 0
    return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS
