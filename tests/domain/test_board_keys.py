"""A key opens its own board and no other, and none is asked for where no secret is set."""

import pytest

from scorecard.domain.board_keys import WrongKey, key_of, require_key

SECRET = "sixteen letters!"


def test_a_key_opens_its_own_board_only():
    require_key(SECRET, "hall", key_of(SECRET, "hall"))
    for board, key in (("hall", key_of(SECRET, "door")), ("hall", key_of("another secret!!", "hall")), ("hall", "")):
        with pytest.raises(WrongKey):
            require_key(SECRET, board, key)
    with pytest.raises(WrongKey):
        require_key(SECRET, "", key_of(SECRET, "hall") + "é")


def test_without_a_secret_there_is_no_key_and_none_is_asked_for():
    assert key_of("", "hall") == ""
    require_key("", "hall", "anything")


def test_a_key_tells_nothing_of_the_secret():
    assert len(key_of(SECRET, "hall")) == 32
    assert SECRET not in key_of(SECRET, "hall")
