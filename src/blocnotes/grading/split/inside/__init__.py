"""What is laid into the two kernels of a split run: it imports the standard library only, and nothing of ours."""
