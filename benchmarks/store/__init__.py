"""The store's bars: publishing, slices, cube, statement, drill, bytes and comments, as ratios within one run."""
