"""What a body asks for and the officer answers, by the forms of the pages."""

from uuid import uuid4

from enslinje.budget import queries
from tests.town import YEAR

ROOT = f"/arbete/{YEAR}/budgetjournal/"
PETITIONS = "/arbete/namnd/skola/framstallningar/"
ITEM = "2/KS 2021/1"
OFFICER = "finance_officer"


def sent(**given):
    return {"key": str(uuid4()), **given}


def petition():
    (row,) = queries.petitions(year=YEAR)
    return row


def ask(client, **changes):
    given = {
        "kind": "adjustment",
        "purpose": "Fler lärare",
        "asked_ore": "400 kr",
        "reserve": "CM2",
        "account": "costs",
        "base": "-",
    }
    return client.post(f"{PETITIONS}ny/", sent(**given | changes))
