"""What a worker has loaded before its first task: the fork server imports this once, every task is a fork of it.

Whatever the first notebook of a process makes nbformat prepare would otherwise be prepared for each hand-in anew.
"""

from nbformat.validator import get_validator

import blocnotes.grading.grading
import blocnotes.grading.references  # noqa: F401

# The schema of notebooks, compiled: a tenth of a second of computing time.
get_validator(4)
