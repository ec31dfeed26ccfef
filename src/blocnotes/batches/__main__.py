"""The process of a batch: `python -m blocnotes.batches COURSE_DIR VAR NUMBER`."""

import sys

from blocnotes.batches.running import open_course, run_batch

if __name__ == "__main__":
    sys.exit(run_batch(open_course(sys.argv[1], sys.argv[2]), sys.argv[3]))
