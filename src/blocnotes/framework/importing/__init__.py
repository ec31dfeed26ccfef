"""From a file of the outside world (national register, CASE, Moodle) to a course folder that a person may edit."""
