"""nbgrader's exchange, for learners' own servers."""

import os

c = get_config()  # noqa: F821 - given by nbgrader

c.Exchange.root = os.environ.get("BLOCNOTES_EXCHANGE", "/srv/blocnotes/exchange")
c.CourseDirectory.course_id = os.environ.get("BLOCNOTES_COURSE_ID", "blocnotes")
