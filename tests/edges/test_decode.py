"""Bodies come out as they went in, however they are cut, and never grow past their bound."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.net.decode import PIECE, decoded
from monitor.net.errors import AnswerError, TooLargeError

PACKED = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "identity": bytes,
    "": bytes,
}


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def cut(raw, size):
    return [raw[at : at + size] for at in range(0, len(raw), size)]


def plain(pieces, coding, most=10**9):
    return b"".join(decoded(pieces, coding, most=most))


@given(
    st.binary(max_size=300) | st.builds(bytes.__mul__, st.binary(max_size=3), st.integers(0, 100_000)),
    st.integers(1, 700),
)
@pytest.mark.parametrize("coding", PACKED)
def test_a_body_comes_out_as_it_went_in(coding, body, size):
    assert body == plain(cut(PACKED[coding](body), size), coding)


@given(st.binary(max_size=300), st.integers(1, 20))
def test_deflate_without_its_header_is_understood(body, size):
    assert body == plain(cut(raw_deflate(body), size), "deflate")


@pytest.mark.parametrize("size", range(PIECE, PIECE + 400, 32))
def test_what_is_still_inside_when_all_has_come_is_read_too(size):
    assert size == len(plain([raw_deflate(b"x" * size)], "deflate"))


@pytest.mark.parametrize("size", [1, 7, 65_536])
def test_a_body_in_several_members_is_one(size):
    raw = gzip.compress(b"first ") + gzip.compress(b"") + gzip.compress(b"second")

    assert b"first second" == plain(cut(raw, size), "gzip")


@pytest.mark.parametrize("size", [1, 7, 65_536])
@pytest.mark.parametrize("padding", [b"", b"\0", b"\0" * 600, b"\x1f", b"junk"])
def test_padding_after_the_end_is_no_part_of_the_body(padding, size):
    assert b"hello" == plain(cut(gzip.compress(b"hello") + padding, size), "gzip")
    assert b"hello" == plain(cut(zlib.compress(b"hello") + padding + gzip.compress(b"no"), size), "deflate")


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("lost", [1, 4, 9, 20])
def test_a_body_cut_short_is_an_error(coding, lost):
    raw = PACKED[coding](bytes(range(256)) * 4)[:-lost]

    with pytest.raises(AnswerError):
        plain([raw], coding)


def test_a_member_that_is_cut_short_is_an_error_too():
    with pytest.raises(AnswerError, match="ends in the middle"):
        plain([gzip.compress(b"first") + gzip.compress(b"second")[:-3]], "gzip")


@pytest.mark.parametrize("raw", [b"x", b"hello", b"\x1f\x8bhello"])
def test_what_is_not_compressed_is_an_error(raw):
    with pytest.raises(AnswerError):
        plain([raw], "gzip")


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "gzip,identity", "compress", "utf-8"])
def test_what_was_not_asked_for_is_not_unfolded(coding):
    with pytest.raises(AnswerError, match="which was not asked for"):
        plain([b""], coding)


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("size", [1, PIECE, PIECE + 1, 3 * PIECE])
def test_the_bound_is_exact(coding, size):
    raw = PACKED[coding](b"x" * size)

    assert b"x" * size == plain([raw], coding, most=size)
    with pytest.raises(TooLargeError):
        plain([raw], coding, most=size - 1)


def test_no_piece_is_larger_than_a_piece():
    assert PIECE == max(map(len, decoded([gzip.compress(b"0" * 2_000_000)], "gzip", most=10**9)))
