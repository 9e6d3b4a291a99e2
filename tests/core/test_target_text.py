"""Targets as people write them: every form, what is refused, and that nothing is guessed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enslinje.core.numbers import AmbiguousNumber
from enslinje.core.target_text import (
    OCCASION_WORDS,
    NotATarget,
    ReasonMissing,
    ReversedInterval,
    TooPrecise,
    default_form,
    read,
    write,
)
from enslinje.core.terms import Change, Form, Kind, OccasionKind, Polarity
from enslinje.core.values import LIMIT, SCALE, Stated

AT_LEAST, AT_MOST, EXACTLY = Form.AT_LEAST, Form.AT_MOST, Form.EXACTLY


def number(value, form=AT_LEAST, **more):
    return Stated(Kind.NUMBER, form, round(value * SCALE), round(value * SCALE), **more)


def interval(low, high):
    return Stated(Kind.INTERVAL, low=low * SCALE, high=high * SCALE)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("60", number(60)),
        ("1 234,5", number(1234.5)),
        ("1\u00a0234,5", number(1234.5)),
        ("−3", number(-3)),
        ("-3", number(-3)),
        ("60 %", number(60)),
        ("60 procent", number(60)),
        ("60 Ungdomar", number(60)),
        ("minst 30", number(30)),
        ("Högst 30", number(30, AT_MOST)),
        ("≤ 30", number(30, AT_MOST)),
        ("<=30", number(30, AT_MOST)),
        ("exakt 30", number(30, EXACTLY)),
        ("= 30", number(30, EXACTLY)),
        ("0", number(0)),
        ("50–100", interval(50, 100)),
        ("50-100", interval(50, 100)),
        ("50 – 100 procent", interval(50, 100)),
        ("50 % - 100 %", interval(50, 100)),
        ("mellan 50 och 100", interval(50, 100)),
        ("1 000 till 2 000", interval(1000, 2000)),
        ("-5--3", interval(-5, -3)),
        ("öka", Stated(Kind.CHANGE, change=Change.INCREASE)),
        ("Oförändrat", Stated(Kind.CHANGE, change=Change.KEEP)),
        ("minskar", Stated(Kind.CHANGE, change=Change.DECREASE)),
        ("Ja", Stated(Kind.YES_NO, low=SCALE, high=SCALE)),
        ("nej", Stated(Kind.YES_NO, low=0, high=0)),
        ("", Stated(Kind.MISSING)),
        ("–", Stated(Kind.MISSING)),
        (" - ", Stated(Kind.MISSING)),
        ("Uppgift saknas", Stated(Kind.MISSING)),
        ("ej rel.: ingen skola", Stated(Kind.NOT_RELEVANT, reason="ingen skola")),
        ("Inte relevant: Ingen skola", Stated(Kind.NOT_RELEVANT, reason="Ingen skola")),
        (
            "Fastställs i T1: enkäten dröjer",
            Stated(
                Kind.PENDING,
                due_occasion=OccasionKind.TERTIAL_REPORT_1.value,
                reason="enkäten dröjer",
            ),
        ),
        ("ca 30", Stated(Kind.MISSING, raw_text="ca 30")),
        ("30 stycken kanske", Stated(Kind.MISSING, raw_text="30 stycken kanske")),
        ("2021-01-02", Stated(Kind.MISSING, raw_text="2021-01-02")),
        ("#REF!", Stated(Kind.MISSING, raw_text="#REF!")),
        ("=A1+2", Stated(Kind.MISSING, raw_text="=A1+2")),
    ],
)
def test_what_is_written_means(text, means):
    assert read(text, form=AT_LEAST, unit="ungdomar") == means


@pytest.mark.parametrize(
    "text", ["1.234", "12.5", "minst 1.234", "1.000-2.000", "1 234.5", "5.5 %"]
)
def test_a_point_is_asked_about(text):
    with pytest.raises(AmbiguousNumber):
        read(text, form=AT_LEAST)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("100–50", ReversedInterval),
        ("50–50", ReversedInterval),
        ("ej relevant", ReasonMissing),
        ("fastställs i t1", ReasonMissing),
        ("1,23456", TooPrecise),
        ("9" * 30, TooPrecise),
    ],
)
def test_what_cannot_be_kept_is_refused(text, refusal):
    with pytest.raises(refusal):
        read(text, form=AT_LEAST)


def test_a_reason_of_its_own_goes_before_one_in_the_text():
    assert read("ej relevant: a", form=AT_LEAST, reason="b").reason == "b"
    assert read("60", form=AT_LEAST, reason="Vi bygger om") == number(60, reason="Vi bygger om")


@pytest.mark.parametrize(
    ("form", "polarity", "means"),
    [
        (AT_MOST, Polarity.HIGHER, AT_MOST),
        (None, Polarity.HIGHER, AT_LEAST),
        (None, Polarity.LOWER, AT_MOST),
        (None, Polarity.NEUTRAL, EXACTLY),
    ],
)
def test_a_bare_number_means_what_the_indicator_says(form, polarity, means):
    assert default_form(form, polarity) is means


ends = st.integers(-LIMIT, LIMIT)
reasons = st.text(st.characters(whitelist_categories=["L"]), min_size=1, max_size=9)
stated = st.one_of(
    st.builds(lambda low, form: Stated(Kind.NUMBER, form, low, low), ends, st.sampled_from(Form)),
    st.tuples(ends, ends)
    .filter(lambda two: two[0] < two[1])
    .map(lambda two: Stated(Kind.INTERVAL, low=two[0], high=two[1])),
    st.sampled_from([0, SCALE]).map(lambda low: Stated(Kind.YES_NO, low=low, high=low)),
    st.builds(lambda change: Stated(Kind.CHANGE, change=change), st.sampled_from(Change)),
    st.builds(lambda why: Stated(Kind.NOT_RELEVANT, reason=why), reasons),
    st.builds(
        lambda why, when: Stated(Kind.PENDING, reason=why, due_occasion=when.value),
        reasons,
        st.sampled_from(sorted(set(OCCASION_WORDS.values()))),
    ),
    st.just(Stated(Kind.MISSING)),
)


@given(stated, st.sampled_from(Form), st.integers(0, 4))
def test_what_is_written_is_read_back_as_the_same(value, form, decimals):
    text = write(value, form=form, decimals=decimals)

    assert read(text, form=form, reason=value.reason) == value


@given(st.text(max_size=30))
@example("\u2014")
@example("0" * 30)
@example("minst -")
@example("١٢")
def test_any_text_is_read_kept_or_refused_and_never_breaks(text):
    try:
        value = read(text, form=AT_LEAST)
    except (NotATarget, AmbiguousNumber):
        return
    if value.raw_text:
        assert read(value.raw_text, form=AT_LEAST) == value
