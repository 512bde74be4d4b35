"""One answer per page: a frozen dataclass with a one-sentence headline."""
