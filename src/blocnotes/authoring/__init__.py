"""From an author's text to what learners receive. Knows nothing of marks or of a database."""
