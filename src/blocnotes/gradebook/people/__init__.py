"""What is decided about people beside their marks: groups, more time, later deadlines."""
