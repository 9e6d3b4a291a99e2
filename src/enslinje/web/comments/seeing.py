"""What a reader sees of comments, and what the things they are about are called to that reader."""

from collections.abc import Iterable, Mapping

from enslinje.core.marking import sight_of
from enslinje.core.policy import Action
from enslinje.journal.history import register
from enslinje.plans import comment_queries
from enslinje.plans.comment_subjects import IN_DRAFT, Subject, kind_words, titles
from enslinje.web.contents.place import Place
from enslinje.web.viewers import Viewer


class Names:
    """What people are called, asked for once."""

    def __init__(self, codes: Iterable[str]) -> None:
        wanted = set(codes)
        self._named = register.names_of_people(wanted) if wanted else {}

    def __getitem__(self, code: str) -> str:
        return self._named.get(code) or code


def seeing(viewer: Viewer, body: str) -> comment_queries.Seeing:
    """Return which comments on the body's plan the viewer sees."""
    return comment_queries.seeing(viewer.actor, body, parents=viewer.parents)


def titles_of(viewer: Viewer, place: Place, subjects: Iterable[Subject]) -> Mapping[Subject, str]:
    """What the subjects are called; what only the draft tells, to those who see it."""
    sees_draft = viewer.may(Action.VIEW_DRAFT, place.code)
    asked = [one for one in subjects if sees_draft or one.kind not in IN_DRAFT]
    sight = sight_of(viewer.holdings, [place.code], viewer.parents)
    return titles(place.code, place.year, asked, sight=sight)


def hidden_title(subject: Subject) -> str:
    """What is said of what is in the plan no longer, or that the reader may not see."""
    return kind_words(subject.kind).capitalize()
