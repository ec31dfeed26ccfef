"""Reading only: what learners, instructors and juries look at."""
