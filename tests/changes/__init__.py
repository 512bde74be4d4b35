"""What people do to the dataset."""
