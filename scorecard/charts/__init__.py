"""Frames become Altair charts, compiled once to plain specifications."""
