"""The form that restores an earlier fact."""

from enslinje.web.forms import VersionedForm, reason_field


class RestoreForm(VersionedForm):
    """Why an earlier fact is to hold again."""

    reason = reason_field()
