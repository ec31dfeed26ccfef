"""Run a notebook that nobody trusts. Knows nothing of marks."""
