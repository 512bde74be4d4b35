"""What people do to the dataset: each act authorised, one transaction, one audit row."""
