"""What RGAA 4.1 asks of a notebook, criterion by criterion: what can be known from its text is found, with the cure."""
