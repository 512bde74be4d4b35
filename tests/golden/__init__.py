"""Numbers worked independently; every one of them is met."""
