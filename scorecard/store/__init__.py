"""The one place that speaks SQL, Delta Lake and DuckDB; answers in fixed shapes."""
