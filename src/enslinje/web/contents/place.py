"""Whose plan, and of which year, a page is about; and what stands around its forms."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from enslinje.goals import queries as goals
from enslinje.organisation import directory
from enslinje.web import words
from enslinje.web.form_pages import FormPage


@dataclass(frozen=True)
class Place:
    """A body's plan of a year, among the years that are recorded."""

    year: int
    code: str
    slug: str
    name: str
    years: tuple[int, ...]

    def address(self, page: str, **more: Any) -> str:
        """Where a page about it is."""
        return reverse(f"work:{page}", kwargs={"year": self.year, "slug": self.slug, **more})

    def form_page(
        self,
        heading: words.Word,
        *,
        back: str,
        back_words: words.Word,
        submit: words.Word,
        notes: tuple[words.Word, ...] = (),
        history: str = "",
        about: str = "",
    ) -> FormPage:
        """What stands around a form about it, which leads back to the page `back`."""
        return FormPage(
            heading=heading,
            about=about or f"{self.name} {self.year}",
            submit=submit,
            back=self.address(back),
            back_words=back_words,
            notes=notes,
            history=history,
        )


def place_of(year: int, slug: str) -> Place:
    """Return the plan that an address is about.

    Raises:
        Http404: the year is not recorded, or no body has the address.
    """
    code, years = directory.body_at(slug=slug), goals.years()
    if code is None or year not in years:
        raise Http404(f"{year} {slug}")
    return Place(year, code, slug, directory.body_names().get(code, code), years)
