"""What looks for relations in a tree: one kind of words and places each."""
