"""Check a launch: what LTI 1.3 asks of a tool beyond what the authenticator's own validator does.

The validator (jupyterhub-ltiauthenticator) checks the version, the age, `azp` and the claims that must be there. Here
come the signature by keys that are kept for a while, the deployment, the person's number, and the nonce that counts
once; deep linking is not served.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from jwt import PyJWKClient
from ltiauthenticator.lti13.error import ValidationError
from ltiauthenticator.lti13.validator import LTI13LaunchValidator

from blocnotes.lab.lti.once import Nonces
from blocnotes.lti.arrival import CLAIM
from blocnotes.lti.platform import Platform

KEEP_KEYS = 600
"""For how many seconds the platform's keys are kept; a key that is not among them is looked for at once."""


class LaunchValidator(LTI13LaunchValidator):  # type: ignore[misc]
    """Checks launches of one platform."""

    def watch(self, platform: Platform, nonces: Nonces) -> "LaunchValidator":
        """Take the platform, and the memory of nonces."""
        self.platform, self.nonces = platform, nonces
        self.keys = PyJWKClient(platform.keyset_url, lifespan=KEEP_KEYS, timeout=10)
        return self

    def read(self, token: str) -> dict[str, Any]:
        """Give the claims of a token; raise ValidationError, or HTTPError's kin, where one does not hold.

        It may ask the platform for its keys, and so does not belong into an event loop.
        """
        import jwt

        try:
            key = self.keys.get_signing_key_from_jwt(token)
            claims: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                audience=[self.platform.client_id],
                issuer=self.platform.issuer,
                leeway=30,
                options={"require": ["exp", "iat", "aud", "iss", "nonce"]},
            )
        except jwt.PyJWTError as error:
            raise ValidationError(str(error)) from error
        self.validate_id_token(claims)
        self.validate_azp_claim(claims, {self.platform.client_id})
        return claims

    def settle(self, claims: Mapping[str, Any]) -> None:
        """Check what is left, and use the nonce up; raise ValidationError where something does not hold."""
        subject = claims.get("sub")
        if claims.get(f"{CLAIM}deployment_id") not in self.platform.deployments:
            raise ValidationError("the deployment is not among those of lti.toml")
        if claims.get(f"{CLAIM}message_type") != "LtiResourceLinkRequest":
            raise ValidationError("this message is no launch")
        if not isinstance(subject, str) or not subject or len(subject) > 255 or not subject.isprintable():
            raise ValidationError("nobody is named by the launch: sub is missing")
        if "azp" in claims and claims["azp"] != self.platform.client_id:
            raise ValidationError("azp names another tool")
        if not self.nonces.use(str(claims["nonce"]), float(claims["iat"]) + 1, float(claims["exp"]) + 30):
            raise ValidationError("the nonce was used before, or the launch is older than this Hub")


def choose_page(claims: Mapping[str, Any], host: str, home: str) -> str:
    """Give the path of the page that a launch asks for, where it is one of the classroom's; its first page else."""
    target = claims.get(f"{CLAIM}target_link_uri")
    parts = urlsplit(target) if isinstance(target, str) else urlsplit("")
    inside = parts.path.startswith(home) and ".." not in parts.path and "\\" not in parts.path
    return parts.path if inside and parts.netloc == host else home
