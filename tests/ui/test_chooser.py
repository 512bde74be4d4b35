"""What a chooser offers: a browser says what was chosen by its words, so no two may be alike."""

from scorecard.ui.chooser import told_apart


def test_two_of_one_name_are_told_apart_and_the_others_stay_as_they_are():
    offered = {"contractor_cost": "Contractors", "contractors": "Contractors", "scrap": "Scrap"}
    assert told_apart(offered) == {
        "contractor_cost": "Contractors (contractor_cost)",
        "contractors": "Contractors (contractors)",
        "scrap": "Scrap",
    }
    assert told_apart({}) == {}
