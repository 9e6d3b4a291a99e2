"""Secret keys: given by the environment, or made once for this machine's own use.

ENSLINJE_SECRET_KEY signs what a browser keeps; ENSLINJE_LOG_KEY holds the decision log together.
"""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def given(*, production: bool, name: str = "ENSLINJE_SECRET_KEY") -> str:
    """Return the key in the variable `name`, or "" outside production.

    Raises:
        ImproperlyConfigured: production without a key, or with one too short to be secret.
    """
    key = os.environ.get(name, "")
    if production and len(key) < 50:  # noqa: PLR2004  (Django's own limit, security.W009)
        raise ImproperlyConfigured(
            f"{name} must hold at least 50 random characters in production. "
            "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    return key


def kept(path: Path) -> str:
    """Return the key in `path`, which only its owner may read; make it the first time."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)  # Whole or not at all; another process may have been first.
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
