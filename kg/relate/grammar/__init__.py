"""Readings of one neutral tree: words, clauses, and whom a noun names."""
