"""Wrong numbers without an error: one table each."""
