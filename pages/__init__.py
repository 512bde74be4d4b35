"""One script per page, read from top to bottom; no functions, no classes, no arithmetic."""
