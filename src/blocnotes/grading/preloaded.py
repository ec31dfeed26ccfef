"""What a worker has loaded before its first task: the fork server imports this once, every task is a fork of it.

Whatever the first notebook of a process makes nbformat prepare, and whatever the first table that it hands in makes
pandas load, would otherwise be prepared for each hand-in anew.
"""

import os

from blocnotes.execution.environment import FORK_SAFE

# Libraries read it while they are loaded.
os.environ |= FORK_SAFE

from nbformat.validator import get_validator

import blocnotes.grading.grading
import blocnotes.grading.references  # noqa: F401
from blocnotes.grading.answers import load_tables

# The schema of notebooks, compiled: a tenth of a second of computing time.
get_validator(4)
load_tables()
