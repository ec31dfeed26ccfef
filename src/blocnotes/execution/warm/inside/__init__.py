"""What runs in the course's own interpreter: standard library, ipykernel and IPython only.

Blocnotes may not be installed there. `start.py` is run by its path and lays empty packages of the
same names, so that nothing here may import from `blocnotes` but `blocnotes.execution.sandbox`.
"""
