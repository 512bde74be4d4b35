"""The measured bars, each runnable by itself and all by `make bench`."""
