"""Documents drawn by chance: everything the format can say."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from enslinje.exchange.sie import model as m
from enslinje.exchange.sie.records import FORMS

CP437 = bytes([*range(0x20, 0x7F), *range(0x80, 0x100)]).decode("cp437")
SWEDISH = bytes(range(0x20, 0x7F)).decode() + "åäöÅÄÖéÉüÜ"
LARGEST = 10**17 - 1


def documents(alphabet=CP437):
    """A strategy of whole documents whose texts are of `alphabet`."""
    text = st.text(alphabet, max_size=12)
    filled = st.text(alphabet, min_size=1, max_size=8)
    refs = st.builds(m.ObjectRef, st.integers(1, 9999), filled)
    return st.builds(
        m.Document,
        header=headers(text),
        years=unique(st.builds(m.FiscalYear, YEARS, DAYS, DAYS).map(forwards), "number"),
        accounts=unique(accounts(text, filled), "number"),
        dimensions=unique(dimensions(text), "number"),
        objects=unique(st.builds(m.CostObject, st.integers(1, 9999), filled, text), "ref"),
        balances=several(balances(refs)),
        periods=several(periods(refs)),
        vouchers=several(vouchers(text, refs)),
        unknown=several(unknowns(text)),
        has_checksum=st.booleans(),
    )


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
YEARS = st.integers(-99, 99)
ACCOUNTS = st.from_regex(r"[0-9]{1,10}", fullmatch=True)
AMOUNTS = st.integers(-LARGEST, LARGEST)
QUANTITIES = st.none() | st.decimals(-(10**14), 10**14, allow_nan=False, places=3).map(Decimal)
LABELS = st.from_regex(r"#[A-Z_a-z0-9]{1,8}", fullmatch=True).filter(
    lambda label: label.upper() not in FORMS
)


def several(strategy):
    return st.lists(strategy, max_size=4).map(tuple)


def unique(strategy, name):
    return st.lists(strategy, max_size=4, unique_by=lambda one: getattr(one, name)).map(tuple)


def forwards(year):
    begins, ends = sorted((year.begins, year.ends))
    return m.FiscalYear(year.number, begins, ends)


def headers(text):
    return st.builds(
        m.Header,
        flag=st.none() | st.integers(0, 1),
        program=st.none() | st.builds(m.Program, text, text),
        format=text,
        generated=st.none() | st.builds(m.Generated, DAYS, text),
        sie_type=st.none() | st.sampled_from(m.SieType),
        comments=several(text),
        company_type=text,
        company_id=text,
        organisation=st.none() | st.builds(m.Organisation, text, text, text),
        industry=text,
        address=st.none() | st.builds(m.Address, text, text, text, text),
        company_name=text,
        tax_year=st.none() | st.integers(1900, 2200),
        covers_until=st.none() | DAYS,
        chart=text,
        currency=text,
    )


def accounts(text, filled):
    kinds = st.none() | st.sampled_from(m.AccountKind)
    return st.builds(m.Account, ACCOUNTS, text, kinds, text, several(filled))


def dimensions(text):
    return st.builds(m.Dimension, st.integers(1, 9999), text, st.none() | st.integers(1, 9999))


def balances(refs):
    def of(kind):
        objects = several(refs) if kind.has_object else st.just(())
        return st.builds(m.Balance, st.just(kind), YEARS, ACCOUNTS, AMOUNTS, objects, QUANTITIES)

    return st.sampled_from(m.BalanceKind).flatmap(of)


def periods(refs):
    months = st.builds(m.Period, st.integers(1900, 2200), st.integers(1, 12))
    kinds = st.sampled_from(m.PeriodKind)
    return st.builds(
        m.PeriodAmount, kinds, YEARS, months, ACCOUNTS, AMOUNTS, several(refs), QUANTITIES
    )


def vouchers(text, refs):
    rows = st.builds(
        m.Row,
        st.sampled_from(m.RowKind),
        ACCOUNTS,
        AMOUNTS,
        several(refs),
        st.none() | DAYS,
        text,
        QUANTITIES,
        text,
    )
    plain = st.builds(m.Unknown, LABELS, several(fields(text)))
    return st.builds(
        m.Voucher,
        text,
        text,
        DAYS,
        text,
        st.none() | DAYS,
        text,
        several(rows),
        several(plain),
    )


def fields(text):
    return text | st.lists(text, max_size=3).map(tuple)


def unknowns(text):
    plain = st.builds(m.Unknown, LABELS, several(fields(text)))
    blocks = st.none() | several(plain)
    return st.builds(m.Unknown, LABELS, several(fields(text)), blocks)
