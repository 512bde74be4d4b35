"""Accounting identities and other laws, over random books."""
