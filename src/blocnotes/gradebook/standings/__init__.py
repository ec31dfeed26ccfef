"""How a standing is found: values, the record of a learner, the judging, and its explanation."""
