"""Files become rows and problems: readers, grammar, mapping, catalogue."""
