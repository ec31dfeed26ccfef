"""What a learning platform (LMS) calls the learners of a course, and what it was told of their marks."""
