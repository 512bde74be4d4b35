"""Forecasts held against what came: series of their own past, books of cash, collections."""
