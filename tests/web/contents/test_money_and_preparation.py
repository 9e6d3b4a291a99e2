"""Themes, budget, goal conflicts and preparation of a plan: through the pages."""

import pytest

from enslinje.budget import queries as budget
from enslinje.core.marking import EVERYTHING
from enslinje.goals import operations as goal_operations
from enslinje.plans import content_queries, operations
from tests import budget_town
from tests.contents import amount, plan_budget
from tests.town import LOADER, YEAR, theme
from tests.web.base import standing_of
from tests.web.contents.sending import CONFLICT, ROOT, sent
from tests.web.reader import read

pytestmark = pytest.mark.django_db


class TestThemes:
    def tag(self, client, *themes):
        address = f"{ROOT}teman/aktivitet/ACT-SKOLA/"
        base = standing_of("aktivitetens-teman", 2021, "ACT-SKOLA") or "-"
        return client.post(address, sent(base=base, themes=list(themes)))

    def test_what_lacks_a_mandatory_theme_is_told_until_it_has_one(self, signed_in):
        must = theme("BARN", is_mandatory=True)
        goal_operations.set_themes(actor=LOADER, year=YEAR, themes=[must, theme("JAMST")])
        told = "1 aktivitet saknar ett tema som krävs."
        client = signed_in("editor")
        assert told in read(client.get(f"{ROOT}teman/").content).text

        assert self.tag(client, "JAMST").status_code == 303

        assert told not in read(client.get(f"{ROOT}teman/").content).text
        page = read(signed_in("strategist").get("/arbete/2021/teman/").content)
        assert "Parknämnden 1 1 Skolanämnden 0 1" in page.text

    def test_a_second_tagging_from_the_same_base_is_refused(self, signed_in):
        goal_operations.set_themes(actor=LOADER, year=YEAR, themes=[theme("BARN")])
        client, address = signed_in("editor"), f"{ROOT}teman/mal/SKOLA-M1/"
        assert client.post(address, sent(base="-", themes=["BARN"])).status_code == 303

        assert client.post(address, sent(base="-", themes=[])).status_code == 409


class TestBudget:
    address = f"{ROOT}budget/andra/"

    def given(self, **changes):
        base = standing_of("planens-budget", 2021, "SKOLA")
        first = {"count": "2", "area-0": "Grundskola", "area-1": ""}
        return sent(base=base, **first) | changes

    def amounts(self):
        rows = content_queries.plan_budget_of("SKOLA", year=YEAR, sight=EVERYTHING)
        return {
            (one.activity_area, one.account_group, one.for_year): one.amount_ore for one in rows
        }

    @pytest.mark.parametrize(
        ("text", "ore"),
        [
            ("-12,5", -1_250_000_000),
            ("−12 500 tkr", -1_250_000_000),
            ("-12 500 000,50 kr", -1_250_000_050),
            ("-1,2 mdkr", -120_000_000_000),
            ("0", 0),
        ],
    )
    def test_amounts_are_read_as_they_are_written(self, signed_in, text, ore):
        given = self.given(**{"staff-0-2022": text})
        answer = signed_in("editor").post(self.address, given)

        assert answer.status_code == 303
        assert self.amounts() == {("Grundskola", "staff", 2022): ore}

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("-1.234", "kan läsas på två sätt"),
            ("ca 30", "är inget belopp"),
            ("-0,000000001", "fler decimaler än ören"),
            ("12", "Skriv kostnader med minus"),
        ],
    )
    def test_what_cannot_be_read_stands_in_its_field_with_why(self, signed_in, text, told):
        given = self.given(**{"staff-0-2021": text})
        before = self.amounts()
        answer = signed_in("editor").post(self.address, given)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert told in page
        assert f'value="{text}"' in page
        assert self.amounts() == before

    def test_a_new_area_is_added_and_one_without_amounts_goes_away(self, signed_in):
        given = self.given(**{"area-1": "Förskola", "income-1-2021": "3"})
        signed_in("editor").post(self.address, given)

        assert self.amounts() == {("Förskola", "income", 2021): 300_000_000}

    def test_amounts_without_an_area_ask_for_it(self, signed_in):
        answer = signed_in("editor").post(self.address, self.given(**{"income-1-2021": "3"}))

        assert answer.status_code == 422
        assert "Ange vilket verksamhetsområde" in answer.content.decode()

    def test_a_second_save_from_the_same_base_meets_theirs(self, signed_in):
        mine = self.given(**{"staff-0-2021": "-60"})
        theirs = plan_budget(amount(-70_000_000_00))
        operations.state_plan_budgets(actor=LOADER, year=YEAR, budgets=[theirs])
        answer = signed_in("editor").post(self.address, mine)

        assert answer.status_code == 409
        assert "Grundskola, personal 2021: −70 mnkr" in answer.content.decode()

    def test_the_page_the_file_and_the_first_page_say_the_same(self, signed_in):
        client = signed_in("editor")
        assert "−49,0" in read(client.get(f"{ROOT}budget/").content).text
        assert "netto −49,0 mnkr" in read(client.get(f"{ROOT}innehall/").content).text
        rows = client.get(f"{ROOT}budget.json").json()["rows"]
        assert {one["amount_kr"] for one in rows} == {"-50000000.00", "1000000.00"}

    def test_where_it_differs_from_what_the_council_gave_the_sum_is_told(self, signed_in):
        budget_town.record_budget()
        given = budget.granted_by_council("SKOLA", year=YEAR)
        assert given
        page = read(signed_in("editor").get(f"{ROOT}budget/").content).text

        assert "än fullmäktige gav" in page
        same = plan_budget(amount(sum(given.values())))
        operations.state_plan_budgets(actor=LOADER, year=YEAR, budgets=[same])
        page = read(signed_in("editor").get(f"{ROOT}budget/").content).text
        assert "än fullmäktige gav" not in page


class TestConflictsAndPreparation:
    def test_a_conflict_is_added_changed_and_removed(self, signed_in):
        client = signed_in("editor")
        new = sent(base="-", goal="1.1", other="SKOLA-M1", text="Nytt")
        assert client.post(f"{ROOT}malkonflikter/ny/", new).status_code == 409
        base = standing_of("malkonflikt", 2021, "SKOLA", "1.1", "SKOLA-M1")
        given = sent(base=base, text="Ändrat", handling="Så här")
        assert client.post(ROOT + CONFLICT, given).status_code == 303
        assert "Ändrat" in client.get(f"{ROOT}malkonflikter/").content.decode()
        base = standing_of("malkonflikt", 2021, "SKOLA", "1.1", "SKOLA-M1")
        ended = sent(base=base, reason="Löst")
        for _ in range(2):
            assert client.post(f"{ROOT}{CONFLICT}ta-bort/", ended).status_code == 303
        assert "Ändrat" not in client.get(f"{ROOT}malkonflikter/").content.decode()

    def test_a_hindrance_is_added_changed_and_removed(self, signed_in):
        client = signed_in("editor")
        new = {"goal": "", "text": "Lagen", "needed": "Ändra den", "needed_of": "law"}
        given = sent(base="-", code="SKOLA-H2", **new)
        for _ in range(2):
            assert client.post(f"{ROOT}hinder/nytt/", given).status_code == 303
        of_park = new | {"needed_of": "another_body", "needed_body": "PARK"}
        base = standing_of("hinder", 2021, "SKOLA", "SKOLA-H2")
        wrong = sent(base=base, **new | {"needed_body": "PARK"})
        assert client.post(f"{ROOT}hinder/SKOLA-H2/", wrong).status_code == 422
        changed = sent(base=base, **of_park)
        assert client.post(f"{ROOT}hinder/SKOLA-H2/", changed).status_code == 303
        again = sent(base=base, **new)
        assert client.post(f"{ROOT}hinder/SKOLA-H2/", again).status_code == 409

        page = read(client.get(f"{ROOT}malkonflikter/").content).text
        assert "Inget särskilt mål Lagen Det som behövs av Parknämnden: Ändra den" in page
        rows = client.get(f"{ROOT}hinder.json").json()["rows"]
        assert [(one["code"], one["needed_of"]) for one in rows] == [
            ("SKOLA-H1", "Parknämnden"),
            ("SKOLA-H2", "Parknämnden"),
        ]
        assert "2 hinder" in read(client.get(f"{ROOT}innehall/").content).text

        base = standing_of("hinder", 2021, "SKOLA", "SKOLA-H2")
        ended = sent(base=base, reason="Löst")
        for _ in range(2):
            assert client.post(f"{ROOT}hinder/SKOLA-H2/ta-bort/", ended).status_code == 303
        assert "Lagen" not in client.get(f"{ROOT}malkonflikter/").content.decode()

    def test_a_step_of_preparation_is_added_and_changed(self, signed_in):
        client = signed_in("editor")
        new = {"kind": "child_analysis", "held_on": "2020-11-03", "said": "Barnen hörda"}
        given = sent(base="-", code="SKOLA-B2", **new)
        assert client.post(f"{ROOT}beredning/ny/", given).status_code == 303
        base = standing_of("beredning", 2021, "SKOLA", "SKOLA-B2")
        changed = sent(base=base, **new | {"said": "Barnen hördes"})
        assert client.post(f"{ROOT}beredning/SKOLA-B2/", changed).status_code == 303

        page = read(client.get(f"{ROOT}beredning/").content).text
        assert "Barnkonsekvensanalys 2020-11-03" in page
        assert "Barnen hördes" in page
