"""Rules by numbers worked by hand."""
