"""Two hundred people who look at the Scorecard every ten seconds, on one process."""
