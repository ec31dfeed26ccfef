"""Ids that are the same on every run and machine: drawn from codes, never from titles or moments."""

from uuid import NAMESPACE_URL, UUID, uuid5

# Changing this changes every id that other systems have stored.
NAMESPACE: UUID = uuid5(NAMESPACE_URL, "urn:blocnotes:framework")


def identify(kind: str, *codes: str) -> str:
    """Give the UUID of one thing by its kind (`item`, `association`, …) and its codes."""
    return str(uuid5(NAMESPACE, "\x1f".join((kind, *codes))))


def locate(identifier: str, collection: str, base_uri: str = "") -> str:
    """Give the URI of one thing: under the server that publishes it, or `urn:uuid:` where there is none."""
    if not base_uri:
        return f"urn:uuid:{identifier}"
    return f"{base_uri.rstrip('/')}/ims/case/v1p1/{collection}/{identifier}"
