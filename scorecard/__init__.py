"""The balanced scorecard that finance and operations run their week on."""
