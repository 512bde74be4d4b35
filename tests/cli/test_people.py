"""People on the command line: listed, added, changed, and refused in one sentence."""

from pathlib import Path

from tests.ingest.workshop import CATALOGUE

PEOPLE = '\n[[people]]\nid = "ada"\nname = "Ada"\nrole = "admin"\n'


def test_people_are_added_changed_and_listed(run, tmp_path: Path):
    assert run("people", "list") == (
        0, "Nobody is in the book yet. Load a catalogue with people, or add somebody with “people put”.\n"
    )  # fmt: skip
    (tmp_path / "c.toml").write_text(CATALOGUE + PEOPLE)
    assert run("catalogue", "load", str(tmp_path / "c.toml"))[0] == 0
    assert run("people", "put", "olu", "--role", "operations")[1] == "olu is in the book as operations.\n"
    assert run("people", "put", "olu", "--name", "Olu B.", "--side", "operations")[0] == 0
    assert run("people", "put", "olu", "--name", "Olu B.")[1] == (
        "Olu B. is in the book like this already; nothing changed.\n"
    )
    assert run("people", "put", "olu", "--left")[1] == "Olu B. is in the book as operations, has left.\n"
    assert run("people", "list")[1].splitlines() == [
        "ada                     admin       neither     Ada",
        "olu                     operations  operations  Olu B.  (has left)",
    ]
    assert run("people", "put", "olu", "--here", "--side", "neither")[0] == 0
    assert run("people", "list")[1].splitlines()[1] == "olu                     operations  neither     Olu B."


def test_a_seat_is_one_persons(run):
    run("people", "put", "ines", "--role", "approver", "--side", "finance")
    run("people", "put", "olu", "--role", "operations")
    assert run("people", "put", "ines", "--seat", "cfo")[1] == "ines is in the book as approver, CFO.\n"
    assert run("people", "list")[1].splitlines()[0] == "ines                    approver    finance     ines, CFO"
    assert run("people", "put", "olu", "--seat", "cfo") == (
        1, "The CFO speaks for finance, and olu does not. Nothing was changed.\n"
    )  # fmt: skip
    run("people", "put", "luc", "--role", "finance")
    assert run("people", "put", "luc", "--seat", "cfo") == (
        1, "ines sits in the CFO's seat; free it first. Nothing was changed.\n"
    )  # fmt: skip
    run("people", "put", "ines", "--seat", "none")
    assert run("people", "put", "luc", "--seat", "cfo")[0] == 0


def test_what_is_refused_is_one_sentence(run, tmp_path: Path):
    (tmp_path / "c.toml").write_text(CATALOGUE + PEOPLE)
    run("catalogue", "load", str(tmp_path / "c.toml"))
    assert run("people", "put", "ada", "--left") == (1, "Ada is the last administrator. Nothing was changed.\n")
    assert run("people", "put", "x", "--role", "king")[0] == 2
    assert run("people", "put", " ")[1] == "The id is empty. Write it first.\n"
