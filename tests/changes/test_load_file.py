"""Loading, loading again, correcting, undoing: what changes, what is refused, what is written down."""

from pathlib import Path

import pytest

from scorecard.changes.create_demo import create_demo
from scorecard.changes.load_catalogue import load_catalogue
from scorecard.changes.load_file import load_file
from scorecard.changes.undo_load import undo_load
from scorecard.domain.access import LOCAL, MATRIX, Actor, may
from scorecard.domain.errors import NotAllowed, NothingPublished
from scorecard.ingest.opening import open_store
from scorecard.store.refusals import CannotUndo, Overtaken
from tests.ingest.workshop import CATALOGUE, PROFILE, SHORT, TODAY, Workshop, profile

pytestmark = pytest.mark.slow

HEADER = b"date,amount,dept,account,note\n"
FIRST = HEADER + b"2026-04-01,1,ops,cost,\n2026-05-01,2,ops,cost,\n2026-05-02,3,fin,cost,\n"
AS_OF = PROFILE + "[as_of]\ndate = {day}\n"


@pytest.fixture
def workshop(tmp_path: Path):
    made = Workshop.at(tmp_path)
    yield made
    made.store.close()


def counts(result: object) -> tuple[int, int, int, int]:
    preview = result.preview  # type: ignore[attr-defined]
    return preview.new, preview.restated, preview.removed, preview.unchanged


def test_a_dry_run_tells_all_and_keeps_nothing(workshop: Workshop):
    before = workshop.fingerprint()
    result = workshop.load(FIRST, dry_run=True)
    assert counts(result) == (3, 0, 0, 0)
    assert result.revision is None
    assert workshop.fingerprint() == before


def test_problems_are_told_by_row_whatever_is_wrong_in_it(workshop: Workshop):
    """A name the catalogue does not have is gathered over the file; it stands at the first row it was met in."""
    result = workshop.load(HEADER + b"2026-04-01,1,nowhere,cost,\n2026-04-01,1e3,ops,cost,\n2026-13-01,2,fin,odd,\n")
    rows = [problem.where.split(", ")[1] for problem in result.problems]  # type: ignore[attr-defined]
    assert rows == ["row 2", "row 3", "row 4", "row 4"]


def test_a_correction_replaces_its_slices_and_no_others(workshop: Workshop):
    assert counts(workshop.load(FIRST)) == (3, 0, 0, 0)
    corrected = HEADER + b"2026-05-01,9,ops,cost,\n2026-05-03,4,fin,cost,\n"
    assert counts(workshop.load(corrected)) == (1, 1, 1, 0)
    assert [(row["period"], int(row["value"])) for row in workshop.rows()] == [
        ("2026-04", 1),
        ("2026-05", 9),
        ("2026-05", 4),
    ]


def test_the_same_file_again_changes_nothing_and_undone_it_can_come_back(workshop: Workshop):
    first = workshop.load(FIRST)
    again = workshop.load(FIRST)
    assert again.already
    assert again.import_id == first.import_id
    assert counts(again) == (0, 0, 0, 3)
    assert workshop.store.revision() == 2
    assert undo_load(workshop.store, LOCAL, first.import_id or 0).revision == 3
    assert workshop.rows() == []
    with pytest.raises(CannotUndo):
        undo_load(workshop.store, LOCAL, first.import_id or 0)
    assert workshop.load(FIRST).revision == 4


def test_every_act_writes_down_who_and_why_once(workshop: Workshop):
    before = len(workshop.store.revisions())
    workshop.load(FIRST, why="May close")
    newest = workshop.store.revisions()[0]
    assert (len(workshop.store.revisions()), newest.who, newest.why) == (before + 1, "local", "May close")
    about = [row for row in workshop.store.audit_rows() if f"revision {newest.id}" in row.object]
    assert len(about) == 1
    workshop.load(HEADER + b"2026-05-01,x,ops,cost,\n")
    assert len(workshop.store.revisions()) == before + 1


def test_files_of_one_load_bring_their_slices_together(workshop: Workshop):
    north = ("north.csv", HEADER + b"2026-05-01,2,ops,cost,\n")
    south = ("south.csv", HEADER + b"2026-05-01,3,fin,cost,\n")
    assert counts(workshop.load_all([north, south])) == (2, 0, 0, 0)
    assert {row["source_ref"] for row in workshop.rows()} == {"north.csv", "south.csv"}
    assert workshop.load_all([south, north]).already


def test_a_file_named_twice_in_a_load_is_refused(workshop: Workshop):
    """1 + 2 + 3 of cost would be 12 in place of 6."""
    other = ("c.csv", FIRST.replace(b"ops", b"fin"))
    refused = workshop.load_all([("a.csv", FIRST), other, ("b.csv", FIRST), ("a.csv", FIRST)])
    assert [str(problem) for problem in refused.problems] == [
        "b.csv: it is the same file as a.csv, byte for byte. Name it once.",
        "a.csv: it is the same file as a.csv, byte for byte. Name it once.",
    ]
    assert workshop.rows() == []
    assert workshop.load_all([("a.csv", FIRST), other], dry_run=True).problems == ()


def test_files_of_a_load_that_tell_of_the_same_are_added_up_and_it_is_said(workshop: Workshop):
    """May: 2 of the one and 5 of the other are 7 at Operations; June is told by one alone."""
    one = HEADER + b"2026-04-01,1,ops,cost,\n2026-05-01,2,ops,cost,\n2026-05-02,3,fin,cost,\n"
    two = HEADER + b"2026-05-07,5,ops,cost,\n2026-05-08,4,ops,visits,\n2026-06-01,8,ops,cost,\n"
    first, second = ("x.csv", one), ("y.csv", two)
    told = "x.csv and y.csv both hold actual figures of cost of ops in 2026-05; they are added up"
    assert workshop.load_all([first, second], dry_run=True).notes == (told,)
    more = ("y.csv", two + b"2026-05-09,6,fin,cost,\n2026-04-09,6,ops,cost,\n")
    assert workshop.load_all([first, more]).notes == (f"{told}, and so are 2 more",)
    found = [int(row["value"]) for row in workshop.rows() if (row["period"], row["entity"]) == ("2026-05", "ops")]
    assert sorted(found) == [2, 4, 5]
    assert workshop.load_all([("x.csv", one), ("z.csv", HEADER + b"2026-07-01,1,ops,cost,\n")]).notes == ()


def test_files_that_are_refused_are_not_said_to_be_added_up(workshop: Workshop):
    refused = workshop.load_all([("a.csv", FIRST), ("b.csv", FIRST + b"2026-05-01,x,ops,cost,\n")])
    assert len(refused.problems) == 1
    assert refused.notes == ()


def test_a_fault_in_one_file_keeps_the_other_out(workshop: Workshop):
    before = workshop.fingerprint()
    result = workshop.load_all([("a.csv", FIRST), ("b.csv", HEADER + b"2026-05-01,x,ops,cost,\n")])
    assert [problem.where for problem in result.problems] == ["b.csv, row 2, column “amount”"]
    assert workshop.fingerprint() == before


def test_another_source_with_the_same_figures_is_a_conflict_unless_both_are_meant(workshop: Workshop):
    workshop.load(FIRST)
    text = SHORT.replace('shares_with = ["ledger"]\n', "")
    content = b"date,amount,dept\n2026-05-09,7,fin\n"
    refused = workshop.load(content, text)
    assert "the source “ledger” already holds actual figures for cost of fin in 2026-05" in refused.problems[0].what
    assert workshop.load(content.replace(b"2026-05", b"2026-06"), text).problems == ()
    assert workshop.load(content, SHORT).problems == ()


SCORE = HEADER + b"2026-05-15,80,ops,nps,\n"


def test_a_score_of_two_files_of_one_load_is_not_added_up(workshop: Workshop):
    """80 and 82 would be 162; the second file of another month is fine."""
    other = HEADER + b"2026-04-01,1,ops,cost,\n2026-05-20,82,ops,nps,\n"
    refused = workshop.load_all([("a.csv", SCORE), ("b.csv", other)])
    assert [(problem.where, problem.what) for problem in refused.problems] == [
        ("b.csv, row 3", "“nps” of ops in 2026-05 stands in row 2 of a.csv already, and cannot be added up")
    ]
    assert workshop.load_all([("a.csv", SCORE), ("b.csv", other.replace(b"05-20", b"06-20"))]).problems == ()


def test_a_score_that_another_source_holds_is_a_conflict_even_where_figures_are_shared(workshop: Workshop):
    """Cost of 7 and of 2 are 9 together; scores of 80 and 82 are no 162."""
    workshop.load(SCORE + b"2026-05-01,2,ops,cost,\n")
    text = PROFILE.replace('source = "ledger"', 'source = "survey"\nshares_with = ["ledger"]')
    cost = b"2026-05-03,7,ops,cost,\n"
    refused = workshop.load(HEADER + cost + b"2026-05-20,82,ops,nps,\n", text)
    assert [(problem.what, problem.remedy) for problem in refused.problems] == [
        (
            "the source “ledger” already holds actual figures for nps of ops in 2026-05, which cannot be added up",
            "Load it as the same source, or leave these figures out.",
        )
    ]
    assert workshop.load(HEADER + cost + b"2026-05-20,82,fin,nps,\n2026-06-20,82,ops,nps,\n", text).problems == ()
    found = [(row["measure"], row["entity"], row["period"], int(row["value"])) for row in workshop.rows()]
    assert sorted(found) == [
        ("cost", "ops", "2026-05", 2),
        ("cost", "ops", "2026-05", 7),
        ("nps", "fin", "2026-05", 82),
        ("nps", "ops", "2026-05", 80),
        ("nps", "ops", "2026-06", 82),
    ]


def test_a_score_is_told_apart_from_what_could_be_shared(workshop: Workshop):
    workshop.load(SCORE + b"2026-05-01,2,ops,cost,\n")
    text = PROFILE.replace('source = "ledger"', 'source = "survey"')
    refused = workshop.load(HEADER + b"2026-05-03,7,ops,cost,\n2026-05-20,82,ops,nps,\n", text)
    assert ["shares_with" in problem.remedy for problem in refused.problems] == [True, False]
    assert ["cost of ops" in problem.what for problem in refused.problems] == [True, False]


def test_an_older_report_is_kept_beside_the_newer_and_does_not_replace_it(workshop: Workshop):
    newer = workshop.load(HEADER + b"2026-05-01,2,ops,cost,\n", AS_OF.format(day="2026-07-31"))
    assert newer.problems == ()
    older = workshop.load(HEADER + b"2026-05-01,1,ops,cost,\n", AS_OF.format(day="2026-06-30"))
    assert counts(older) == (1, 0, 0, 0)
    assert "as of 2026-06-30 is older than the actual figures as of 2026-07-31" in older.notes[-1]
    assert [int(row["value"]) for row in workshop.rows()] == [2]


def test_without_a_catalogue_nothing_is_loaded(tmp_path: Path):
    store = open_store(tmp_path / "store")
    with pytest.raises(NothingPublished):
        load_file(store, LOCAL, [], profile())
    store.close()


def test_a_catalogue_keeps_its_history_and_may_not_drop_what_figures_use(workshop: Workshop):
    workshop.load(FIRST)
    assert load_catalogue(workshop.store, LOCAL, CATALOGUE, "c.toml").already
    renamed = load_catalogue(workshop.store, LOCAL, CATALOGUE.replace('"Cost"', '"Costs"'), "c.toml")
    assert renamed.revision == 3
    assert workshop.store.snapshot("r2").catalogue.accounts["cost"].name == "Cost"
    assert workshop.store.snapshot().catalogue.accounts["cost"].name == "Costs"
    without = CATALOGUE.replace('[[accounts]]\nid = "cost"\nname = "Cost"\n', "").replace(', "-cost"', "")
    refused = load_catalogue(workshop.store, LOCAL, without, "c.toml")
    assert refused.revision is None
    assert "cost" in refused.problems[0].what
    assert workshop.store.revision() == 3


@pytest.mark.parametrize("role", [*MATRIX, "nobody"])
def test_only_those_who_may_can_act_and_the_others_change_nothing(workshop: Workshop, role: str):
    actor = Actor("someone", role)
    acts = {
        "load figures": lambda: load_file(workshop.store, actor, [], profile()),
        "undo a load": lambda: undo_load(workshop.store, actor, 99),
        "change the catalogue": lambda: load_catalogue(workshop.store, actor, "x", "c.toml"),
        "create the sample company": lambda: create_demo(workshop.store, actor, TODAY),
    }
    before = workshop.fingerprint()
    for action, act in acts.items():
        if not may(actor, action):
            with pytest.raises(NotAllowed):
                act()
    assert workshop.fingerprint() == before


def test_the_same_file_is_read_anew_when_the_catalogue_signs_its_accounts_otherwise(workshop: Workshop):
    """Cost of 7 in its natural sign is 7 of debit, and after the account has become a credit one, -7."""
    natural = PROFILE + '[sign]\nrule = "natural"\n'
    file = HEADER + b"2026-04-01,7,ops,cost,\n"
    workshop.load(file, natural)
    other = CATALOGUE.replace('name = "Cost"\n', 'name = "Cost"\nnormal = "credit"\n')
    assert load_catalogue(workshop.store, LOCAL, other, "catalogue.toml").revision
    assert counts(workshop.load(file, natural)) == (0, 1, 0, 0)
    assert [int(row["value"]) for row in workshop.rows()] == [-7]


TO_DATE = PROFILE + '[to_date]\nby = "fiscal_year"\n'
QUARTERS = [("q1.csv", HEADER + b"2025-09-30,100,ops,cost,\n"), ("q2.csv", HEADER + b"2025-12-31,250,ops,cost,\n")]


def test_figures_to_date_of_two_files_in_one_load_are_held_against_each_other(workshop: Workshop):
    assert workshop.load_all(QUARTERS, TO_DATE).problems == ()
    found = [(row["period"], int(row["value"])) for row in workshop.rows()]
    assert found == [("2025-09", 100), ("2025-12", 150)]


def test_figures_to_date_without_those_before_them_are_refused(workshop: Workshop):
    """250 by December would be taken for the quarter's own, beside September's 100."""
    workshop.load_all(QUARTERS[:1], TO_DATE)
    result = workshop.load_all(QUARTERS[1:], TO_DATE)
    said = "fiscal year 2026 begin with Dec 2025, and those from Sep 2025 on are already there"
    assert [problem.what for problem in result.problems] == [f"its actual figures to date of {said}"]
    assert [int(row["value"]) for row in workshop.rows()] == [100]
    assert workshop.load_all(QUARTERS, TO_DATE).problems == ()


def test_a_total_row_is_held_against_every_column_of_a_wide_file(workshop: Workshop):
    wide = """
name = "wide"
source = "wide"
columns = { entity = "dept" }
constants = { scenario = "actual", measure = "cost" }
unpivot = { columns = ["2026-01", "2026-02"], into = "period" }
drop = { dept = ["Total"] }
[[controls]]
name = "total"
group = "dept"
total_row = "Total"
"""
    wrong = workshop.load(b"dept,2026-01,2026-02\nops,1,2\nfin,3,4\nTotal,4,600\n", wide)
    assert [(c.name, c.expected, c.found, c.holds) for c in wrong.controls] == [("total, 2026-02", "600", "6", False)]
    right = workshop.load(b"dept,2026-01,2026-02\nops,1,2\nfin,3,4\nTotal,4,6\n", wide)
    assert [(c.expected, c.found, c.holds) for c in right.controls] == [("10", "10", True)]


def test_figures_that_another_source_publishes_while_the_file_is_read_are_found_all_the_same(workshop: Workshop):
    theirs = iter([PROFILE.replace("ledger", "theirs")])

    def meanwhile(_rows: int) -> None:
        for text in theirs:
            assert workshop.load(FIRST, text, name="theirs.csv").revision

    result = workshop.load_all(
        [("ours.csv", FIRST), ("more.csv", HEADER + b"2026-06-01,1,ops,cost,\n")], progress=meanwhile
    )
    assert "theirs" in str(result.problems)
    assert len(workshop.rows()) == 3


def test_what_was_checked_against_an_older_revision_is_not_published(workshop: Workshop):
    """The control: without saying what it was held against, the same figures go in."""
    seen = workshop.store.revision()
    with workshop.store.stage([]) as nothing:
        text = CATALOGUE + "\n# a word more\n"
        assert workshop.store.publish("ann", "", "catalogue", nothing, text).revision == seen + 1
        with pytest.raises(Overtaken):
            workshop.store.publish("bo", "", "catalogue", nothing, CATALOGUE, checked=seen)
        assert workshop.store.revision() == seen + 1
        assert workshop.store.publish("bo", "", "catalogue", nothing, CATALOGUE).revision == seen + 2


SIDE_BY_SIDE = (
    'name = "outlook"\nsource = "outlook"\n[columns]\nvalue = "v"\nperiod = "month"\n'
    '[constants]\nentity = "ops"\nmeasure = "visits"\n[scenario]\n[to_date]\n[as_of]\ncolumn = "known"\n'
)
OUTLOOK = b"month,v,known\n2025-07,100,%s\n2025-08,210,%s\n2025-09,320,%s\n"


def test_the_next_report_of_actual_and_outlook_months_is_loaded_and_one_that_leaves_its_actual_months_out_is_not(
    workshop: Workshop,
):
    """July is actual, then August too; September alone, 330 to date, would count July and August again."""
    july, august = (b"2025-07-31",) * 3, (b"2025-08-31",) * 3
    assert workshop.load(OUTLOOK % july, SIDE_BY_SIDE).problems == ()
    assert workshop.load(OUTLOOK % august, SIDE_BY_SIDE).problems == ()
    assert [int(row["value"]) for row in workshop.facts("actual")] == [100, 110]
    cut = workshop.load(b"month,v,known\n2025-09,330,2025-08-31\n", SIDE_BY_SIDE)
    said = "fiscal year 2026 begin with Sep 2025, and those from Jul 2025 on are already there"
    assert [each.what for each in cut.problems] == [f"its actual and outlook figures to date of {said}"]
