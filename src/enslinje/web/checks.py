"""What Django refuses to start with: an address that no policy guards."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

from enslinje.web.routes import declared_by

OPEN_TO_ALL = frozenset({"health"})
"""Names of addresses that tell nothing of anybody."""


@register()
def every_route_declares_its_action(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:  # noqa: ARG001 — Django's.
    """Return a fault for every address whose view was not registered by `web.routes.route`."""
    return [
        Error(
            f"The address {where or '/'} declares no action of the policy.",
            hint="Register it with enslinje.web.routes.route(…, reads=Action.…).",
            id="enslinje.E001",
        )
        for where, pattern in registered(get_resolver().url_patterns)
        if pattern.name not in OPEN_TO_ALL and declared_by(pattern.callback) is None
    ]


def registered(patterns: Sequence[Any], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address that is registered, with its pattern."""
    for pattern in patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from registered(pattern.url_patterns, where)
        else:
            yield where, pattern
