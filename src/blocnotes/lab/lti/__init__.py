"""The door through which people come from a learning platform to the Hub, by LTI 1.3.

The Hub's process checks that the platform vouches for somebody (`authenticator`, `handlers`, `launch`); the
classroom's, which owns the gradebook, says which learner that is (`counter`).
"""
