"""A learning platform as a double: real HTTP on the loopback, real RS256 keys, the protocol of LTI 1.3 and AGS 2.0.

It is strict where platforms are (redirect addresses, scopes, media types, assertions that count once, timestamps), and
odd where Moodle is (curly quotes in the Link header, 400 for who gets no marks, a whole second between two scores).
"""

import html
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from jwt.algorithms import RSAAlgorithm

from lti.grades import Gradebook
from lti.refusal import Refusal

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
CLIENT, DEPLOYMENT, TYPE = "outil-blocnotes", "1", "7"
AUTO_POST = (
    '<form method="post" action="{}" id="form">{}</form><script>document.getElementById("form").submit()</script>'
)


def make_keys():
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Double:
    """The platform: its people, its course, the tool that is registered there."""

    port: int = 0
    people: dict[str, dict] = field(default_factory=dict)
    course: str = "42"
    login_url: str = ""
    redirects: list[str] = field(default_factory=list)
    tool_keys: object = None
    """Where the tool publishes its keys: an address, or a function that gives the set."""
    target: str = ""
    scopes: tuple[str, ...] = Gradebook.SCOPES
    key: object = field(default_factory=make_keys)
    hints: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, tuple[float, tuple[str, ...]]] = field(default_factory=dict)
    assertions: set[str] = field(default_factory=set)
    grades: Gradebook = None
    troubles: list = field(default_factory=list)
    """Functions (method, path) → (status, headers), seconds to wait, or None: what goes wrong next."""
    requests: list[tuple[str, str]] = field(default_factory=list)

    @property
    def issuer(self):
        # Another site than 127.0.0.1, as browsers count sites.
        return f"http://localhost:{self.port}"

    def line_items(self):
        return f"{self.issuer}/services/{self.course}/lineitems?type_id={TYPE}"

    def describe(self, **more):
        """Write the lti.toml that its administrator's page would give."""
        lines = [
            f'issuer = "{self.issuer}"', f'client_id = "{CLIENT}"', f'deployments = ["{DEPLOYMENT}"]',
            f'login_url = "{self.issuer}/auth"', f'keyset_url = "{self.issuer}/certs"', f'token_url = "{self.issuer}/token"',
        ]  # fmt: skip
        for table, values in more.items():
            lines += ["", f"[{table}]", *(f'"{key}" = "{value}"' for key, value in values.items())]
        return "\n".join(lines) + "\n"

    # What a browser sees

    def show_course(self, query):
        """The page on which somebody who is signed in at the platform clicks: a form that posts itself to the tool."""
        hint = f"hint-{len(self.hints)}-{time.monotonic_ns()}"
        self.hints[hint] = query["user"]
        fields = {
            "iss": self.issuer, "login_hint": hint, "target_link_uri": self.target, "client_id": CLIENT,
            "lti_message_hint": "3", "lti_deployment_id": DEPLOYMENT,
        }  # fmt: skip
        return auto_post(self.login_url, fields)

    def authorise(self, query):
        """Answer the tool's authentication request with a form that posts itself."""
        for name, wanted in (("scope", "openid"), ("response_type", "id_token"), ("response_mode", "form_post"), ("prompt", "none"), ("client_id", CLIENT)):  # fmt: skip
            if query.get(name) != wanted:
                raise Refusal(400, f"{name} is {query.get(name)!r}")
        if query.get("redirect_uri") not in self.redirects:
            raise Refusal(400, f"redirect_uri {query.get('redirect_uri')!r} is not registered")
        if query.get("login_hint") not in self.hints or not query.get("nonce") or query.get("lti_message_hint") != "3":
            raise Refusal(400, "login_hint, lti_message_hint or nonce")
        token = self.make_token(self.hints[query["login_hint"]], query["nonce"])
        return auto_post(query["redirect_uri"], {"id_token": token, "state": query["state"]})

    def make_token(self, subject, nonce, *, key=None, algorithm="RS256", kid="platform-1", drop=(), **changes):
        claims = {**self.make_claims(subject, nonce), **changes}
        claims = {name: value for name, value in claims.items() if name not in drop}
        return jwt.encode(claims, key or self.key, algorithm, headers={"kid": kid})

    def make_claims(self, subject, nonce):
        person, now = self.people[subject], int(time.time())
        return {
            "iss": self.issuer, "aud": CLIENT, "azp": CLIENT, "sub": subject, "nonce": nonce, "iat": now, "exp": now + 60,
            **{name: person[name] for name in ("email", "given_name", "family_name") if name in person},
            f"{CLAIM}version": "1.3.0",
            f"{CLAIM}message_type": "LtiResourceLinkRequest",
            f"{CLAIM}deployment_id": DEPLOYMENT,
            f"{CLAIM}target_link_uri": self.target,
            f"{CLAIM}resource_link": {"id": "11", "title": "Blocnotes"},
            f"{CLAIM}context": {"id": self.course, "label": "IA1", "title": "Chef de projet IA", "type": ["CourseSection"]},
            f"{CLAIM}roles": [ROLE + role for role in person.get("roles", ("Learner",))],
            f"{CLAIM}custom": {"identifiant": person.get("username", "")},
            "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint": {
                "scope": list(self.scopes), "lineitems": self.line_items(),
            },
        }  # fmt: skip

    def publish(self):
        public = json.loads(RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "platform-1", "alg": "RS256", "use": "sig"}]}

    # What the tool's server sees

    def issue(self, form):
        """Issue a token for a signed assertion, as RFC 7523 has it."""
        if form.get("grant_type") != "client_credentials" or form.get("client_assertion_type") != ASSERTION:
            raise Refusal(400, {"error": "unsupported_grant_type"})
        found = self.tool_keys() if callable(self.tool_keys) else requests.get(self.tool_keys, timeout=10).json()
        keys = {item["kid"]: jwt.PyJWK(item).key for item in found["keys"]}
        assertion = form.get("client_assertion", "")
        try:
            key = keys[jwt.get_unverified_header(assertion)["kid"]]
            claims = jwt.decode(
                assertion, key, ["RS256"], audience=f"{self.issuer}/token", issuer=CLIENT,
                options={"require": ["exp", "iat", "jti", "sub"]},
            )  # fmt: skip
            if claims["sub"] != CLIENT or claims["jti"] in self.assertions or claims["exp"] - claims["iat"] > 3600:
                raise KeyError("sub, jti or exp")
        except (jwt.PyJWTError, KeyError) as error:
            raise Refusal(400, {"error": "invalid_client"}) from error
        self.assertions.add(claims["jti"])
        granted = tuple(scope for scope in form.get("scope", "").split() if scope in self.scopes)
        if not granted:
            raise Refusal(400, {"error": "invalid_scope"})
        token = f"token-{len(self.tokens)}-{time.monotonic_ns()}"
        self.tokens[token] = time.time() + 3600, granted
        return {"access_token": token, "token_type": "Bearer", "expires_in": 3600, "scope": " ".join(granted)}

    def find_scopes(self, header):
        until, granted = self.tokens.get(header.removeprefix("Bearer "), (0.0, ()))
        if until < time.time():
            raise Refusal(401, "no valid token")
        return granted


def auto_post(address, fields):
    inputs = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in fields.items()
    )
    return AUTO_POST.format(html.escape(address), inputs).encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    double: Double

    def log_message(self, *_):
        pass

    def answer(self):
        parts = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.double.requests.append((self.command, parts.path))
        try:
            headers = self.meet_trouble(parts.path)
            status, headers, content = (200, *self.find(parts, body)) if headers is None else headers
            status = headers.pop("status", status)
        except Refusal as refusal:
            status, headers, content = refusal.status, {"Content-Type": "application/json"}, refusal.what
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = answer

    def meet_trouble(self, path):
        for trouble in list(self.double.troubles):
            found = trouble(self.command, path)
            if isinstance(found, int | float) and not isinstance(found, bool):
                time.sleep(found)
            elif found is not None:
                return found[0], dict(found[1]), {"error": "trouble"}
        return None

    def find(self, parts, body):
        query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        form = {}
        if "urlencoded" in self.headers.get("Content-Type", ""):
            form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        page = {"Content-Type": "text/html; charset=utf-8"}
        plain = {"Content-Type": "application/json"}
        match (self.command, parts.path):
            case ("GET", "/cours"):
                return page, self.double.show_course(query)
            case (_, "/auth"):
                return page, self.double.authorise(query | form)
            case ("GET", "/certs"):
                return plain, self.double.publish()
            case ("POST", "/token"):
                return plain, self.double.issue(form)
        if parts.path.startswith("/services/"):
            scopes = self.double.find_scopes(self.headers.get("Authorization", ""))
            return self.double.grades.answer(self.command, parts.path, query, self.headers, body, scopes)
        raise Refusal(404, "nothing here")


@contextmanager
def open_double(**given):
    """Serve a double for as long as it is needed."""
    double = Double(**given)
    handler = type("Here", (Handler,), {"double": double})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    double.port = server.server_address[1]
    double.grades = Gradebook(double)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()


def launch_address(double, subject):
    return f"{double.issuer}/cours?{urlencode({'user': subject})}"
