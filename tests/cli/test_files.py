"""`enslinje files`: every kept file held against its fact."""

import io
import os

import pytest
from typer.testing import CliRunner

from enslinje.cli.main import app
from enslinje.core.terms import FileKind
from enslinje.organisation import file_store, operations
from enslinje.organisation.drafts import FileDraft
from tests.core.test_file_types import A_PDF
from tests.everything import decision, recorded_town
from tests.town import LOADER

__all__ = ["recorded_town"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


@pytest.fixture
def kept(settings, tmp_path):
    """A file of a decision, and one without a fact that is old enough to be taken away."""
    settings.DATA = tmp_path
    operations.record_decisions(actor=LOADER, decisions=[decision()])
    draft = FileDraft(case_number="KS 2020/1", item_no=1, kind=FileKind.MINUTES, title="P")
    operations.attach_file(actor=LOADER, draft=draft, content=io.BytesIO(A_PDF))
    (name,) = file_store.names()
    orphan = file_store.keep([b"x"]).name
    (place,) = tmp_path.glob(f"files/*/{orphan}")
    os.utime(place, (0, 0))
    return name, orphan


def run(*more):
    answer = CliRunner().invoke(app, ["files", *more])
    return answer.exit_code, answer.output


def test_what_lacks_its_fact_is_counted_and_taken_away_when_asked(kept):
    counted = "1 filer, 0 fel, 1 utan uppgift.\n"

    assert run() == (0, counted)
    assert run("--sweep") == (0, counted + "1 borttagna.\n")
    assert list(file_store.names()) == [kept[0]]


def test_a_missing_file_is_told(kept):
    file_store.discard(kept[0])

    code, said = run()
    assert code == 1
    assert f"{kept[0]}: filen saknas eller är en annan" in said


def test_nothing_is_taken_from_a_folder_that_is_another_databases(kept):
    file_store.discard(kept[0])

    code, said = run("--sweep")
    assert code == 1
    assert "Inget är borttaget" in said
    assert list(file_store.names()) == [kept[1]]
