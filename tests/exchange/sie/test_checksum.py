"""The checksum, against the arithmetic of the standard done bit by bit."""

from hypothesis import given, settings

from enslinje.exchange import sie
from enslinje.exchange.sie import Code
from tests.exchange.sie.worlds import documents

BODY = '#PROSA "a \\"b\\""\n#TRANSX\t{1 "10"} {}  -5\n'
SUMMED = '#PROSAa "b"#TRANSX110-5'
POLYNOMIAL = 0xEDB88320


def bit_by_bit(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ POLYNOMIAL if crc & 1 else crc >> 1
    return crc ^ 0xFFFFFFFF


def codes(data):
    return [one.code for one in sie.check(data).faults if one.code is not Code.MISSING_RECORD]


def file(total, body=BODY, encoding="cp437"):
    return f"#FLAGGA 0\n#KSUMMA\n{body}#KSUMMA {total}\n".encode(encoding)


def test_labels_and_what_the_fields_say_are_summed():
    total = bit_by_bit(SUMMED.encode())
    assert codes(file(total)) == []
    assert codes(file(total ^ 1)) == [Code.WRONG_CHECKSUM]


def test_a_sum_may_be_written_with_a_sign():
    total = bit_by_bit(b"#PROSAb")
    assert total >= 1 << 31
    assert codes(file(total - (1 << 32), "#PROSA b\n")) == []


def test_the_known_answer_of_crc_32():
    assert bit_by_bit(b"123456789") == 0xCBF43926


def test_layout_takes_no_part():
    body = '#PROSA   "a \\"b\\""  \n\n#TRANSX {1 10}{} "-5"\n'
    assert codes(file(bit_by_bit(SUMMED.encode()), body)) == []


def test_what_is_said_does():
    total = bit_by_bit(SUMMED.encode())
    assert codes(file(total, BODY.replace("-5", "-6"))) == [Code.WRONG_CHECKSUM]


def test_the_flag_may_be_raised():
    raised = file(bit_by_bit(SUMMED.encode())).replace(b"#FLAGGA 0", b"#FLAGGA 1")
    assert codes(raised) == []


def test_the_bytes_are_those_of_the_file():
    for encoding in ("cp437", "latin-1", "utf-8"):
        total = bit_by_bit("#PROSAå".encode(encoding))
        assert codes(file(total, "#PROSA å\n", encoding)) == []


@settings(max_examples=40, deadline=None)
@given(documents())
def test_what_is_written_sums(document):
    written = sie.write(document, with_checksum=True)
    found = {one.code for one in sie.check(written, encoding=sie.Encoding.CP437).faults}
    assert not found & {Code.WRONG_CHECKSUM, Code.OPEN_CHECKSUM, Code.CHECKSUM_UNBEGUN}


def test_it_is_written_when_asked_for_only():
    plain = sie.Document()
    assert sie.write(plain) == b""
    assert sie.write(plain, with_checksum=True) == b"#KSUMMA\r\n#KSUMMA 0\r\n"
    summed = sie.load(b"#RAR 0 20210101 20211231\r\n")
    assert sie.write(summed, with_checksum=True) == (
        b"#KSUMMA\r\n#RAR 0 20210101 20211231\r\n#KSUMMA "
        + str(bit_by_bit(b"#RAR02021010120211231")).encode()
        + b"\r\n"
    )
