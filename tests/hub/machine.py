"""A real JupyterHub on this machine, set up by the documented command: Unix users, PAM, servers of their own."""

import os
import re
import secrets
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import requests

from conftest import ROOT

LEARNERS, STAFF, MARKERS = ("bnt-ana", "bnt-bob"), ("bnt-ivo",), ("bnt-mae",)
PEOPLE = {
    **dict.fromkeys(LEARNERS, "bn-apprenants"),
    **dict.fromkeys(STAFF, "bn-formateurs"),
    **dict.fromkeys(MARKERS, "bn-correcteurs"),
}
OWNER = "bnt-owner"


@dataclass
class Machine:
    """The Hub, its people and its folders."""

    root: Path
    state: Path
    prefix: Path
    port: int
    words: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            **os.environ, "PYTHON": "/usr/bin/python3", "BLOCNOTES_PREFIX": str(self.prefix), "BLOCNOTES_ROOT": str(self.root),
            "BLOCNOTES_STATE": str(self.state), "BLOCNOTES_OWNER": OWNER, "BLOCNOTES_PORT": str(self.port),
        }  # fmt: skip

    def install(self) -> None:
        """Run the documented command, and add people as it says."""
        run([str(ROOT / "deploy" / "install")], env=self.environment, timeout=900)
        # The tests are of this checkout, not of what an earlier run installed.
        site = next((self.prefix / "lib").glob("python3*")) / "site-packages"
        for package in ("blocnotes", "blocnotes_handin"):
            shutil.copytree(ROOT / "src" / package, site / package, dirs_exist_ok=True)
        for name, group in PEOPLE.items():
            subprocess.run(["useradd", "-m", name], capture_output=True, check=False)
            self.words[name] = secrets.token_urlsafe(9)
            run(["chpasswd"], input=f"{name}:{self.words[name]}")
            run(["usermod", "-aG", group, name])
            # Homes are private, as on a machine that is set up with care.
            Path(f"/home/{name}").chmod(0o700)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the Hub; comes back when it answers."""
        with (self.state / "hub.log").open("wb") as log:
            process = subprocess.Popen(
                [str(ROOT / "deploy" / "start")], env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        wait_until(lambda: self.answers(process), 120)
        return process

    def answers(self, process: subprocess.Popen[bytes]) -> bool:
        """Tell whether the classroom is there; a Hub that ended says why."""
        if process.poll() is not None:
            raise AssertionError((self.state / "hub.log").read_text()[-3000:])
        try:
            return requests.get(f"{self.url}/services/blocnotes/", allow_redirects=False, timeout=5).status_code == 302
        except (requests.ConnectionError, requests.Timeout):
            return False

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """Stop everything, and take the people away again."""
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
        for name in (*PEOPLE, OWNER):
            subprocess.run(["pkill", "-KILL", "-u", name], check=False)
        for name in PEOPLE:
            subprocess.run(["userdel", "-r", name], capture_output=True, check=False)

    def sign_in(self, name: str) -> "Visitor":
        """Sign in with the password, as at the page."""
        visitor = Visitor(self, name)
        visitor.get("/hub/login")
        token = visitor.session.cookies.get("_xsrf", path="/hub/")
        form = {"username": name, "password": self.words[name], "_xsrf": token}
        answer = visitor.session.post(f"{self.url}/hub/login", data=form, allow_redirects=False, timeout=60)
        assert answer.status_code == 302, answer.text
        return visitor

    def as_user(self, name: str, command: str, cwd: str = "/") -> subprocess.CompletedProcess[str]:
        """Run a command as a Unix user."""
        paths = f"PATH={self.prefix}/bin:/usr/bin:/bin JUPYTER_CONFIG_PATH={ROOT}/deploy/singleuser BLOCNOTES_EXCHANGE={self.root}/exchange"
        return subprocess.run(
            ["su", "-s", "/bin/sh", name, "-c", f"cd {cwd} && {paths} {command}"],
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )


class Visitor:
    """Somebody's browser, without its screen."""

    def __init__(self, machine: Machine, name: str) -> None:
        self.machine, self.name, self.session = machine, name, requests.Session()

    def get(self, path: str, **options) -> requests.Response:
        return self.session.get(self.machine.url + path, timeout=120, **options)

    def post(self, path: str, shown: str = "/services/blocnotes/", **options) -> requests.Response:
        """Send a form as the page would: with its token."""
        page = self.get(shown)
        found = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
        data = {
            **options.pop("data", {}),
            "_xsrf": found[1] if found else self.session.cookies.get("_xsrf", path="/services/blocnotes/"),
        }
        return self.session.post(self.machine.url + path, data=data, timeout=120, **options)

    def spawn(self) -> None:
        """Start one's own server, and wait for it."""
        token = self.session.cookies.get("_xsrf", path="/hub/")
        self.session.post(f"{self.machine.url}/hub/spawn", data={"_xsrf": token}, timeout=120)
        try:
            wait_until(self.has_a_server, 180)
        except AssertionError as error:
            log = (self.machine.state / "hub.log").read_text().splitlines()
            raise AssertionError("\n".join(line for line in log if "api/status" not in line)[-4000:]) from error

    def has_a_server(self) -> bool:
        """Tell whether one's own JupyterLab answers, signed in through the Hub."""
        page = self.get(f"/user/{self.name}/lab")
        return page.status_code == 200 and page.url.split("?")[0].endswith(f"/user/{self.name}/lab")


def wait_until(holds, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come in time"
        time.sleep(0.5)


def run(command: list[str], **options) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, f"{command}: {done.stdout[-1500:]}{done.stderr[-1500:]}"


def free_port() -> int:
    """Find a port after which the Hub's other three are free too, as far as one can tell."""
    for _ in range(50):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
        if port < 65000 and all(is_free(port + more) for more in (0, 1, 81, 82)):
            return port
    raise AssertionError("no free port")


def is_free(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0
