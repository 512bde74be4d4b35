"""A raw protocol client and a live server: what a test of the door speaks with."""
