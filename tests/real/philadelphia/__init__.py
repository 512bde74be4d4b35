"""The City of Philadelphia's books, fiscal years 2007 to 2019: a catalogue and a profile for each kind of figure.

To see the city in the app::

    python -m tests.real.philadelphia.load --store /some/folder
    SCORECARD_STORE=/some/folder make run

* ``catalogue.toml``: the city and its 103 departments, cash and tax trees, readings, 33 measures. How the books
  are modelled, and why, is told at its head.
* ``profiles/``: one profile for each source. Several read the same file: reports are vintages, and a later vintage of a
  source and month replaces the whole earlier one, so figures that live by different reports are different sources.
* ``load.py``: loads the catalogue and every file, in the order of ``FILES``.
* ``printed.py``: the figures as printed, recomputed from the files by other means (csv and Decimal); the tests compare.

The files are public (Office of the City Controller, MIT licence) and are read where they lie, never copied.
"""
