"""Real books: the files of the shared data folder load, tie out and answer."""
