"""Imports against reading the file with pyarrow and writing it once with deltalake."""
