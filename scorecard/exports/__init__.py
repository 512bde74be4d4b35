"""Answers become files for people."""
