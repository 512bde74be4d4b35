"""Files become rows and problems here."""
