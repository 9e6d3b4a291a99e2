"""The texts of a plan: which sections a year's plans have, what bodies write, how far they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import SectionScope, WorkState
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    choices,
    constraints,
    filled,
    known,
    one_current,
)
from enslinje.journal.models import Counted, Fact
from enslinje.organisation.models import Body


class Section(models.Model):
    """A section of text in plans over the years."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)

    class Meta:
        constraints = (filled("code"),)


class SectionEdition(Sourced, Fact):
    """A section as the office asks for it in a year: whose plans have it, and what to write."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200)
    guidance = models.TextField(blank=True, default="")
    sort_order = models.PositiveSmallIntegerField(default=0)
    scope = models.CharField(max_length=10, choices=choices(SectionScope))

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (one_current("year", "section"), filled("heading"), known("scope", SectionScope)),
        )


class SectionText(Sourced, Fact):
    """What a body writes in a section, in Markdown. `figure_refs` are the figures bound in it."""

    counted_in = Counted.TEXTS

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="section_texts")
    year = models.PositiveSmallIntegerField()
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="texts")
    text = models.TextField(blank=True, default="")
    figure_refs = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (one_current("year", "body", "section"),),
        )


class SectionState(Fact):
    """How far a body has come with a section. Without one it is not started."""

    counted_in = Counted.TEXTS

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="section_states")
    year = models.PositiveSmallIntegerField()
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=11, choices=choices(WorkState))

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (one_current("year", "body", "section"), known("state", WorkState)),
        )


class SectionPresence(models.Model):
    """Somebody has a section open to write in: no fact, no lock, forgotten when not said again."""

    person_code = models.CharField(max_length=CODE_LENGTH)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="sectionpresence_once",
                fields=["year", "body", "section", "person_code"],
                violation_error_message=_("Personen skriver redan där."),
            ),
            filled("person_code"),
        )
