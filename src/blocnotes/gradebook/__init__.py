"""Where marks live, and what they come to."""
