"""Linux defences by ctypes: what a process can give up, in its own words, before it runs a stranger's code.

Standard library only: these modules also run in the course's interpreter. Each step is a function of its
own; `entry.py` is their order. `defences.probe()` tries each one for real.
"""
