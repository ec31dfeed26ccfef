"""Somebody's browser that goes from the learning platform to the Hub: forms that post themselves, cookies, redirects."""

import html
import re
from http.cookiejar import DefaultCookiePolicy

import jwt
import requests

from lti.double import launch_address

INPUT = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
ACTION = re.compile(r'<form method="post" action="([^"]*)"')


class Loopback(DefaultCookiePolicy):
    """Browsers send secure cookies to the loopback; the library does not, and copies its jars without their policy."""

    def set_ok(self, cookie, request):
        cookie.secure = False
        return super().set_ok(cookie, request)


class Passenger:
    """A browser's cookies and its steps; each step of a launch can be taken alone, and changed on the way."""

    def __init__(self, machine, platform):
        self.machine, self.platform, self.session = machine, platform, requests.Session()
        self.session.cookies.set_policy(Loopback())

    def begin(self, subject):
        """Click at the platform; gives the address and the form with which the platform answers the tool."""
        start = self.session.get(launch_address(self.platform, subject), timeout=60)
        asked = self.submit(*read_form(start.text))
        return read_form(asked.text)

    def submit(self, address, fields, **options):
        return self.session.post(address, data=fields, timeout=60, **options)

    def launch(self, subject):
        return self.submit(*self.begin(subject))

    def forge(self, subject, **changes):
        """Send another token than the platform's own, with the right state and the right nonce."""
        address, fields = self.begin(subject)
        changes = {"nonce": read_nonce(fields["id_token"]), **changes}
        token = changes.pop("token", None)
        fields["id_token"] = token(changes["nonce"]) if token else self.platform.make_token(subject, **changes)
        return self.submit(address, fields)

    def get(self, path, **options):
        return self.session.get(self.machine.url + path, timeout=60, **options)

    def name(self):
        """Say who the Hub takes this browser for; empty for nobody."""
        found = re.search(r'user: "([^"]*)"', self.get("/hub/home", allow_redirects=False).text)
        return found[1] if found else ""


def read_form(page):
    action = ACTION.search(page)
    assert action, page
    return html.unescape(action[1]), {name: html.unescape(value) for name, value in INPUT.findall(page)}


def read_nonce(token):
    return jwt.decode(token, options={"verify_signature": False})["nonce"]
