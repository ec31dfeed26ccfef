"""A receipt: what was handed in, by whom, when, and a seal that only the course's key can make or check."""

import hashlib
import hmac
import json
import re
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from blocnotes.errors import SubmissionRefused

FORM = "blocnotes-receipt-1"
DIGITS = re.compile(r"^[0-9a-f]{64}$")
MOST_BYTES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a learner keeps; `received_at` is the server's own moment, and the seal covers all the rest."""

    course: str
    learner: str
    assignment: str
    notebook: str
    sha256: str
    received_at: datetime
    seal: str = ""


def seal(key: bytes, receipt: Receipt) -> Receipt:
    """Seal a receipt with the course's key."""
    return replace(receipt, seal=_make_seal(key, receipt))


def is_genuine(key: bytes, receipt: Receipt) -> bool:
    """Tell whether a receipt was sealed with this key, and is as it was then."""
    return hmac.compare_digest(receipt.seal, _make_seal(key, receipt))


def write_receipt(receipt: Receipt) -> bytes:
    """Write a receipt as the file that its learner keeps."""
    return (json.dumps({"form": FORM, **_as_data(receipt)}, ensure_ascii=False, indent=2) + "\n").encode()


def read_receipt(content: bytes, where: str = "") -> Receipt:
    """Read a receipt's file; raise SubmissionRefused where it is none."""
    try:
        data = json.loads(content[:MOST_BYTES])
        if data.pop("form") != FORM:
            raise ValueError("another form")
        moment = datetime.fromisoformat(data.pop("received_at"))
        receipt = Receipt(**data, received_at=moment)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SubmissionRefused(
            "ce n’est pas un reçu", where=where, cure="donnez le fichier tel qu’il a été reçu"
        ) from error
    texts = [getattr(receipt, item.name) for item in fields(Receipt) if item.name != "received_at"]
    if not all(isinstance(text, str) for text in texts) or not DIGITS.match(receipt.sha256) or moment.tzinfo is None:
        raise SubmissionRefused("ce reçu est incomplet", where=where, cure="donnez le fichier tel qu’il a été reçu")
    return receipt


def _make_seal(key: bytes, receipt: Receipt) -> str:
    # A key of its own: what seals receipts draws no variant.
    own = hmac.digest(key, b"receipts", "sha256")
    data = {name: value for name, value in _as_data(receipt).items() if name != "seal"}
    text = json.dumps([FORM, data], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(own, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _as_data(receipt: Receipt) -> dict[str, Any]:
    return asdict(receipt) | {"received_at": receipt.received_at.astimezone(UTC).isoformat()}
