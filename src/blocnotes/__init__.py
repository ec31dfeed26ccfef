"""Coursework and auto-grading for French professional certifications."""
