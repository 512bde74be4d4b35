"""Words and rules: pure functions over numbers; knows no clock, no storage, no screen."""
