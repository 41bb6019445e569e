"""Whether, when and by whom a thing is said to be so."""
