"""Titles: how they are written, who holds them, and where."""
