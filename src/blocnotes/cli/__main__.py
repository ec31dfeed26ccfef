"""`python -m blocnotes.cli` is `blocnotes`."""

from blocnotes.cli import main

main()
