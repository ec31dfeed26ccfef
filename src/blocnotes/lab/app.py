"""The classroom as an extension of a Jupyter server: for the machine of one person, an instructor's or a learner's."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.extension.application import ExtensionApp
from jupyter_server.utils import url_path_join
from traitlets import CaselessStrEnum, Unicode

from blocnotes.execution.warm import Level
from blocnotes.lab.classroom import Classroom
from blocnotes.lab.desk import Desk
from blocnotes.lab.handlers import Serving, list_handlers
from blocnotes.lab.person import Person, Role
from blocnotes.settings import read_settings

ROLES = {"learner": {Role.LEARNER}, "marker": {Role.MARKER}, "instructor": {Role.INSTRUCTOR, Role.MARKER}}


class ClassroomPage(Serving, JupyterHandler):  # type: ignore[misc]
    """A page of the classroom behind the sign-in of a Jupyter server."""


class ClassroomApp(ExtensionApp):  # type: ignore[misc]
    """Serves the classroom under /blocnotes/ where a course folder was given; elsewhere it stays silent."""

    name = "blocnotes"
    load_other_extensions = True
    extension_url = "/blocnotes/"

    course_dir = Unicode("", help="The course's folder; nothing is served without one.").tag(config=True)
    var = Unicode("", help="Where generated files are, if not in the course's folder.").tag(config=True)
    role = CaselessStrEnum(sorted(ROLES), "instructor", help="What the person does in the course.").tag(config=True)
    person = Unicode("", help="Who the person is: the learner's identifier.").tag(config=True)
    home = Unicode("", help="The folder in which the learner works.").tag(config=True)
    certification = Unicode("", help="The certification to show, where not all.").tag(config=True)
    sandbox = CaselessStrEnum([level.value for level in Level], "full", help="For rehearsals.").tag(config=True)

    classroom: Classroom | None = None

    def initialize_handlers(self) -> None:
        """Open the course, and serve its pages."""
        if not self.course_dir:
            return
        root = url_path_join(self.serverapp.base_url, self.extension_url)
        person = Person(self.person or "formateur", frozenset(ROLES[self.role]))
        self.classroom = Classroom(
            desk=self._open_desk(person),
            root=root,
            identify=lambda handler: person if handler.current_user else None,
            lab=lambda _: url_path_join(self.serverapp.base_url, "lab/"),
        )
        self.classroom.desk.warm_up()
        # The extension puts the base address before each pattern itself.
        base = self.serverapp.base_url.rstrip("/")
        self.handlers.extend(
            (pattern.removeprefix(base), handler, values)
            for pattern, handler, values in list_handlers(self.classroom, ClassroomPage)
        )

    def _open_desk(self, person: Person) -> Desk:
        settings = read_settings(Path(self.course_dir), var=Path(self.var) if self.var else None)
        home = Path(self.home) if self.home else None
        return Desk(
            replace(settings, certification=self.certification or settings.certification),
            find_folder=lambda learner: home if learner == person.name else None,
            level=Level(self.sandbox),
        )

    async def stop_extension(self) -> None:
        """Let the gradebook go."""
        if self.classroom is not None:
            self.classroom.desk.close()

    def current_activity(self) -> Any:
        """Tell a server that counts idle minutes that pages alone do not keep it alive."""
        return None
