"""A few comments on one plan of the demo, by its accounts. Each says that it is invented."""

from dataclasses import dataclass

from enslinje.core.actors import Source
from enslinje.core.terms import Audience, CommentSubject
from enslinje.organisation import rights
from enslinje.plans import operations
from enslinje.plans.drafts import CommentDraft

INVENTED = "Påhittat för demonstration:"


@dataclass(frozen=True)
class Said:
    """A comment: who wrote it, its words, and what it is about or the thread that it answers in."""

    by: str
    code: str
    text: str
    kind: CommentSubject = CommentSubject.SECTION
    about: str = ""
    audience: Audience = Audience.INTERNAL
    thread: str = ""


BODY = "SDN-FA"
STOCKHOLM: tuple[Said, ...] = (
    Said(
        "demo-handlaggare-2",
        "demo-1",
        "När ska skötselplanen vara klar? Sista dag saknas. @demo-handlaggare",
        CommentSubject.ACTIVITY,
        "ACT205",
    ),
    Said(
        "demo-strateg",
        "demo-2",
        "Ni bidrar till målet. Kan ni skriva en mening om på vilket sätt? @SDN-FA",
        CommentSubject.CONTRIBUTION,
        "1.4",
        Audience.SHARED,
    ),
    Said(
        "demo-forvaltningschef",
        "demo-3",
        "Ja, vi kompletterar när äldreomsorgen har läst.",
        thread="demo-2",
    ),
    Said(
        "demo-forvaltningschef",
        "demo-4",
        "Håll avsnittet kort, och säg vad vi väljer bort. @demo-handlaggare",
        about="inriktning",
    ),
)
COMMENTS = {"stockholm-2021": STOCKHOLM}


def write_them(data_set: str, *, year: int) -> None:
    """Let the accounts of the data set say what they have to say of the year's plan."""
    for one in COMMENTS.get(data_set, ()):
        operations.write_comment(
            actor=rights.actor_for(one.by, source=Source.DEMO),
            year=year,
            comment=CommentDraft(
                code=one.code,
                body=BODY,
                text=f"{INVENTED} {one.text}",
                thread=one.thread,
                subject_kind=one.kind,
                subject=one.about,
                audience=one.audience,
            ),
        )
