"""Every page asked as everybody: routes × methods × people × bodies, and what each must answer.

What is expected is worked out from what a route declares and what a person holds, by the policy;
that the policy itself is right is shown cell by cell in tests/core/test_policy.py.
"""

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from random import Random
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone, translation

from enslinje.core import policy
from enslinje.core.marking import Marking
from enslinje.core.policy import Action, Role
from enslinje.core.terms import FileKind, OccasionKind
from enslinje.goals import operations as goals
from enslinje.organisation import operations, rights
from enslinje.organisation.drafts import FileDraft
from enslinje.organisation.models import Body, Decision, DecisionFile, Person
from enslinje.plans import operations as plans
from enslinje.web import checks, routes
from enslinje.web.account import kept
from tests.core.test_file_types import A_PDF
from tests.everything import decision
from tests.people import CAST, deputy, invite, record_people, role
from tests.town import LOADER, case_register, occasion, section, theme
from tests.web import overheard

BODIES = ("SKOLA", "PARK", "KF", "KS", "MODER", "BOLAG")
"""Own, sibling, parent and foreign to the cast's SKOLA; own and child to the controller's MODER."""

MISSING = "finns-inte"
MISSING_ID = 999_999
PUBLIC = ""
PEOPLE = (
    *CAST,
    "newcomer",
    "expired",
    "ended",
    "pending",
    "deputy",
    "deputy-of-approver",
    "closed",
    PUBLIC,
)
SAMPLES: dict[str, Any] = {
    "change_set": 1,
    "person": "kanarie.park.7f3a",
    "fact": 1,
    "address": "roll/kanarie.park.7f3a/PARK/reader/2021-01-01",
    "year": 2021,
    "kind": OccasionKind.PLAN,
    "group": "all_committees",
    "indicator": "JOBS",
    "theme": "BARN",
    "section": "inledning",
    "subject_kind": "avsnitt",
    "subject": "inledning",
    "goal": "1.1",
    "code": "IND1",
    "form": "csv",
    "number": 2,
    "filing": 1,
    "line": 1,
    "account": "cm2",
    "reference": "ar.indikatorer/2021",
    "rule": "targets-too-low",
    "provider_id": "none",
    "organization_slug": "none",
    "activity": "ACT-SKOLA",
    "own_goal": "SKOLA-M1",
    "own_indicator": "SKOLA-I1",
    "conflict_goal": "1.1",
    "conflict_other": "SKOLA-M1",
    "hindrance": "SKOLA-H1",
    "preparation": "SKOLA-B1",
    "prefix": "sn",
    "case": "skola-2020-7",
    "uidb36": "1",
    "key": "none",
}
"""A value for each part of an address that names no body."""


@dataclass(frozen=True)
class Question:
    """A page, asked in a way, by somebody, about a body ("" where it is about none)."""

    name: str
    method: str
    person: str
    body: str

    @property
    def declared(self) -> routes.Declared:
        return ROUTES[self.name][0]


def _routes() -> dict[str, tuple[routes.Declared, list[str]]]:
    found = {}
    for where, pattern in checks.registered(get_resolver().url_patterns):
        if declared := routes.declared_by(pattern.callback):
            names = list(pattern.pattern.converters)
            found[_full_name(where, pattern)] = (declared, names)
    return found


def _full_name(where: str, pattern: Any) -> str:
    space = "work:" if "arbete/" in where else "" if "konto/" in where else "web:"
    return f"{space}{pattern.name}"


ROUTES = _routes()
KEY = "6f1d5c1e-6a52-4f1c-9a5e-2f3f1b7a9d10"
FIELDS = (
    *sorted({name for name, _ in kept._labels(forms.Form)}),
    "next",
    "process",
    "SAMLResponse",
)
"""Every field of every form."""


def record_cast() -> None:
    """The cast, with those whose right has ended or has not begun, and a canary in each body."""
    record_people()
    canaries = [canary(body) for body in BODIES]
    invite("expired", "ended", "pending", "deputy", "deputy-of-approver", "closed", *canaries)
    today = timezone.localdate()
    past = date(2021, 2, 1)
    operations.grant_roles(
        actor=LOADER,
        roles=[
            role("expired", Role.EDITOR, valid_to=past),
            role("ended", Role.EDITOR),
            role("closed", Role.EDITOR),
            *(role(canary(body), Role.READER, body=body) for body in BODIES),
        ],
    )
    operations.end_roles(actor=LOADER, roles=[_held("ended", past)])
    administrator = rights.actor_for("administrator", source=LOADER.source)
    operations.grant_roles(actor=administrator, roles=[role("pending", Role.APPROVER)])
    to = today.replace(year=today.year + 1)
    operations.name_deputies(
        actor=LOADER,
        deputies=[
            deputy("editor", "deputy", valid_from=today, valid_to=to),
            deputy("approver", "deputy-of-approver", valid_from=today, valid_to=to),
        ],
    )
    operations.open_occasions(actor=LOADER, occasions=[occasion(OccasionKind.PLAN)])
    goals.set_themes(actor=LOADER, year=2021, themes=[theme("BARN")])
    record_decisions()
    operations.keep_case_registers(actor=LOADER, registers=[case_register("SN", "SKOLA")])
    plans.set_sections(actor=LOADER, year=2021, sections=[section("inledning")])
    operations.change_accounts(actor=LOADER, people=["closed"], is_open=False, reason="Slutat")
    for person in Person.objects.all():
        person.email = address_of(person.username)
        person.save()


def address_of(person: str) -> str:
    """Where the letters of somebody go."""
    return f"{person or 'nobody'}@kommun.example"


def record_decisions() -> None:
    """A decision of each body that waits for its check, with the body's canary in it."""
    operations.record_decisions(
        actor=LOADER,
        decisions=[
            decision(
                case_number=f"{body} 2020/7",
                decided_by=body,
                subject=f"Ärende {decision_canary(body)}",
                checked_by="",
            )
            for body in BODIES
        ],
    )
    for body in BODIES:
        secret = FileDraft(
            case_number=f"{body} 2020/7",
            item_no=1,
            kind=FileKind.APPENDIX,
            title=file_canary(body),
            marking=Marking.SECRET,
            secrecy_ground="OSL 18 kap. 8 §",
        )
        content = A_PDF.replace(b"trailer", file_canary(body).encode())
        operations.attach_file(actor=LOADER, draft=secret, content=BytesIO(content))


def _held(person: str, day: date) -> Any:
    from enslinje.organisation.drafts import HeldRoleDraft

    return HeldRoleDraft(person=person, role=Role.EDITOR, body="SKOLA", on=day)


def canary(body: str) -> str:
    """A word that stands in the pages of one body and nowhere else."""
    return f"kanarie.{body.lower()}.7f3a"


def decision_canary(body: str) -> str:
    """A word that stands in what one body has decided and nowhere else."""
    return f"beslutskanarie.{body.lower()}.9c1e"


def file_canary(body: str) -> str:
    """A word that stands in a secret file of one body, and in its title, and nowhere else."""
    return f"filkanarie.{body.lower()}.4d2b"


def questions() -> Iterator[Question]:
    """Yield every question there is."""
    for name, (declared, _names) in ROUTES.items():
        bodies = (*BODIES, MISSING) if declared.body else ("",)
        for method, person, body in itertools.product(("GET", "POST"), PEOPLE, bodies):
            yield Question(name, method, person, body)


def pairwise(seed: int = 1) -> list[Question]:
    """Return so many questions that every two values of different kinds meet in one of them."""
    drawn = list(questions())
    Random(seed).shuffle(drawn)
    met: set[tuple[str, str]] = set()
    chosen = []
    for one in drawn:
        values = (one.name, one.method, f"person {one.person}", f"body {one.body}")
        pairs = set(itertools.combinations(values, 2))
        if pairs - met:
            met |= pairs
            chosen.append(one)
    return chosen


REFUSING = frozenset({401, 404, 405})
"""The answers to whoever may not, before anything is done."""


class Asker:
    """Asks questions, and says what is wrong with each answer."""

    prefix = ""
    """What stands before every address: another language."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=True)
        self.sessions: dict[str, str] = {}
        self.letters = 0
        self.may_have_written = False
        self.people = {one.username: one for one in Person.objects.all()}
        self.slugs = dict(Body.objects.values_list("code", "slug"))
        self.decisions = dict(Decision.objects.values_list("decided_by__code", "pk"))
        self.files = dict(DecisionFile.objects.values_list("decision__decided_by__code", "number"))
        self.parents = rights.parents_of_bodies()
        self.places = {body: set(rights.places_of([body])) for body in BODIES}
        self.held = {
            code: rights.actor_for(code, source=LOADER.source).holdings if code else ()
            for code in PEOPLE
        }

    def faults(self, question: Question) -> list[str]:
        """Return what is wrong, in words; nothing when the answer is as it should be."""
        mail.outbox.clear()
        answer = self.ask(question)
        self.may_have_written = question.method == "POST" and answer.status_code < 500
        self.may_have_written &= answer.status_code not in REFUSING
        wrong = self._wrong_status(question, answer)
        wrong += self._leaks(question, answer)
        wrong += self._letters_that_leak()
        self.letters += len(mail.outbox)
        return [f"{question}: {text}" for text in wrong]

    def sign_everybody_in(self) -> None:
        """Begin everybody's session, for questions that are taken back one by one."""
        for person in PEOPLE:
            self._be(person)

    def _be(self, person: str) -> None:
        """Go on in the person's session, or begin one where it has been ended."""
        self.client.cookies.clear()
        if person in {PUBLIC, "closed"}:
            return
        known = self.sessions.get(person)
        if known is not None and SessionStore().exists(known):
            self.client.cookies[settings.SESSION_COOKIE_NAME] = known
            return
        backend = settings.AUTHENTICATION_BACKENDS[0]
        self.client.force_login(self.people[person], backend=backend)
        self.sessions[person] = self.client.cookies[settings.SESSION_COOKIE_NAME].value

    def ask(self, question: Question) -> Any:
        """Ask it as the person, in a session of that person's."""
        self._be(question.person)
        address = self.address(question)
        if question.method == "GET":
            return self.client.get(address)
        return self.client.post(address, self.filled(question))

    def filled(self, question: Question) -> dict[str, str]:
        """Every field of every form, filled with what only its sender may read."""
        typed = dict.fromkeys(FIELDS, overheard.TYPED)
        return typed | {"key": str(uuid4()), "email": address_of(question.person)}

    def address(self, question: Question) -> str:
        declared, names = ROUTES[question.name]
        values = {name: SAMPLES.get(name, "none") for name in names}
        if "decision" in values:
            values["decision"] = self.decisions.get(question.body or "KF", MISSING_ID)
        if "file" in values:
            values["file"] = self.files.get(question.body or "KF", MISSING_ID)
        if declared.body:
            values[declared.body] = self.slugs.get(question.body, MISSING)
        elif "slug" in values:
            values["slug"] = self.slugs["SKOLA"]
        with translation.override(settings.LANGUAGE_CODE):  # Whatever the last question was in.
            return self.prefix + reverse(question.name, kwargs=values)

    def may(self, person: str, action: Action, body: str) -> bool:
        return policy.allows(self.held[person], action, body=body, parents=self.parents)

    def _wrong_status(self, question: Question, answer: Any) -> list[str]:
        status, who, wanted = answer.status_code, *self._wanted(question)
        return [] if status < 500 and status in wanted else [f"{status} to {who}"]

    def _wanted(self, question: Question) -> tuple[str, Collection[int]]:
        """Return whom it is asked by, and what statuses are right for them."""
        declared = question.declared
        if declared.signed_in and question.person in {PUBLIC, "closed"}:
            return "somebody without a session", {401 if question.method == "POST" else 302}
        if declared.own_account or not declared.signed_in:
            return "anybody", range(200, 500)  # allauth answers as the own account is.
        action = declared.action(question.method)
        if action is None:
            return "a form that it has not", {405}
        is_foreign = declared.body and not self.may(question.person, action, question.body)
        # Found among what one may see; the canaries tell if that leaks.
        if declared.scoped and not is_foreign:
            return "whoever may see it", {200, 303, 404, 409, 422}
        if question.body == MISSING or not self.may(question.person, action, question.body):
            return "somebody without the right", {404}
        return "somebody with the right", {200, 302, 303, 409, 422}

    def _leaks(self, question: Question, answer: Any) -> list[str]:
        told = answer.content.decode(errors="replace") + str(answer.headers)
        # What one asks for oneself is no news, nor is the same page in the other language.
        asked = self.address(question).removeprefix(self.prefix)
        for written in (asked, quote(asked)):
            told = told.replace(written, "")
        return [
            f"tells of {body}"
            for body in BODIES
            for word, action, places in (
                (canary(body), Action.VIEW_MEMBERS, {body}),
                (decision_canary(body), Action.VIEW_DECISIONS, {body} | self.places[body]),
                (file_canary(body), Action.VIEW_SECRET, self.places[body]),
            )
            if word in told and not any(self.may(question.person, action, one) for one in places)
        ]

    def _letters_that_leak(self) -> list[str]:
        """What letters just sent tell of bodies that their one reader knows nothing of."""
        wrong = [f"a letter to {one.to}" for one in mail.outbox if len(one.recipients()) != 1]
        for letter in mail.outbox:
            reader = letter.to[0].partition("@")[0]
            told = overheard.read(letter).replace(address_of(reader), "")
            wrong += [
                f"tells {reader} of {body} in a letter"
                for body in BODIES
                if canary(body) in told and not self._knows(reader, body)
            ]
        return wrong

    def _knows(self, reader: str, body: str) -> bool:
        return reader in self.held and self.may(reader, Action.VIEW_MEMBERS, body)
