"""docs/policy.md says what the policy says."""

from enslinje.core.policy import RIGHTS, Action, Relation, Role, Standing
from enslinje.organisation.policy_words import ACTIONS, RELATIONS, ROLES, STANDINGS
from scripts import policy


def test_the_page_is_made_from_the_table():
    assert policy.PAGE.read_text(encoding="utf-8") == policy.page()


def test_a_change_of_the_table_changes_the_page(monkeypatch):
    before = policy.page()
    monkeypatch.setattr(policy, "RIGHTS", RIGHTS[1:])
    assert policy.page() != before


def test_everything_in_the_policy_has_a_word_of_its_own():
    for words, known in (
        (ROLES, Role),
        (RELATIONS, Relation),
        (STANDINGS, Standing),
        (ACTIONS, Action),
    ):
        assert words.keys() == set(known)
        assert len(set(words.values())) == len(words)
