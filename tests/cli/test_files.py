"""`enslinje files`: every kept file held against its fact."""

import io

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


def test_a_missing_file_is_told_and_one_without_a_fact_is_counted(settings, tmp_path):
    settings.DATA = tmp_path
    operations.record_decisions(actor=LOADER, decisions=[decision()])
    draft = FileDraft(case_number="KS 2020/1", item_no=1, kind=FileKind.MINUTES, title="P")
    operations.attach_file(actor=LOADER, draft=draft, content=io.BytesIO(A_PDF))
    (name,) = file_store.names()
    file_store.keep([b"x"])

    answer = CliRunner().invoke(app, ["files"])
    assert (answer.exit_code, answer.output) == (0, "1 filer, 0 fel, 1 utan uppgift.\n")
    file_store.discard(name)
    answer = CliRunner().invoke(app, ["files", "--sweep"])
    assert answer.exit_code == 1
    assert f"{name}: filen saknas eller är en annan" in answer.output
    assert "0 borttagna." in answer.output
