"""How long a pack takes to gather and to write, in each format."""
