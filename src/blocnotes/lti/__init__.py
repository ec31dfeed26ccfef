"""LTI 1.3: who arrives from a school's learning platform (LMS), and marks sent back to it.

A platform is one LMS, described in `lti.toml`. An arrival is somebody whom it vouches for; recognising says which
learner that is. A passback sends scores to the columns of the platform's own gradebook.
"""
