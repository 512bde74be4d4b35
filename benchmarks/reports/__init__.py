"""How long the answers of pages take, from the cube."""
