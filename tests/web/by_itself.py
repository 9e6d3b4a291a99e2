"""Questions of the matrix, each of them about the same: what one writes is taken back."""

from django.db import transaction

from enslinje.journal import keeping
from tests.web.matrix import Asker, Question


def faults(asker: Asker, question: Question) -> list[str]:
    """Return what is wrong with the answer: what one may publish another does not leak."""
    point = transaction.savepoint()
    wrong = asker.faults(question)
    transaction.savepoint_rollback(point)
    if asker.may_have_written:
        keeping.forget_everything()
    return wrong
