"""Which themes an activity lacks: of every mandatory kind it must have one."""

from collections.abc import Collection, Mapping

from enslinje.core.terms import ThemeKind


def lacking(
    tagged: Collection[str],
    *,
    kinds: Mapping[str, ThemeKind],
    mandatory: Collection[str],
) -> tuple[ThemeKind, ...]:
    """Return the kinds of theme that something lacks, in the order of the kinds.

    Args:
        tagged: codes of the themes that it has.
        kinds: the kind of each theme of the year, by code.
        mandatory: codes of the themes that make their kind mandatory.
    """
    wanted = {kinds[code] for code in mandatory}
    had = {kinds[code] for code in tagged if code in kinds}
    return tuple(kind for kind in ThemeKind if kind in wanted - had)
