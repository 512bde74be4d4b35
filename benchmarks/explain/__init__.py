"""Whether the explanation engine finds causes that were put in, how fast, and beside published methods."""
