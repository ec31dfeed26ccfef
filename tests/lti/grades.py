"""The double's own gradebook: Assignment and Grade Services 2.0, with scopes, media types, pages, and Moodle's ways."""

import json
import re
import threading
from dataclasses import dataclass, field
from datetime import datetime

from lti.refusal import Refusal

AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
ITEM, ITEMS = "application/vnd.ims.lis.v2.lineitem+json", "application/vnd.ims.lis.v2.lineitemcontainer+json"
SCORE, RESULTS = "application/vnd.ims.lis.v1.score+json", "application/vnd.ims.lis.v2.resultcontainer+json"
ACTIVITY = {"Initialized", "Started", "InProgress", "Submitted", "Completed"}
GRADING = {"FullyGraded", "Pending", "PendingManual", "Failed", "NotReady"}


@dataclass
class Gradebook:
    """Columns and scores of the double's course."""

    SCOPES = (f"{AGS}lineitem", f"{AGS}lineitem.readonly", f"{AGS}score", f"{AGS}result.readonly")

    double: object
    items: dict[str, dict] = field(default_factory=dict)
    scores: dict[tuple[str, str], dict] = field(default_factory=dict)
    received: list[dict] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    page: int = 0
    """Items a page, whatever is asked for; 0 for as many as are asked for."""

    def answer(self, method, path, query, headers, body, scopes):
        with self.lock:
            if path == f"/services/{self.double.course}/lineitems":
                return self._make(headers, body, scopes) if method == "POST" else self._list(query, scopes)
            found = re.fullmatch(rf"/services/{self.double.course}/lineitems/(\d+)/lineitem(/scores|/results)?", path)
            if found is None or found[1] not in self.items:
                raise Refusal(404, "no such column")
            if found[2] == "/scores" and method == "POST":
                return self._take(found[1], headers, body, scopes)
            if found[2] == "/results":
                need(scopes, "result.readonly")
                return {"Content-Type": RESULTS}, self._results(found[1])
            need(scopes, "lineitem", "lineitem.readonly")
            return {"Content-Type": ITEM}, self.items[found[1]]

    def add(self, **item):
        """Put a column there, as a teacher or another tool would."""
        number = str(len(self.items) + 100)
        base = f"{self.double.issuer}/services/{self.double.course}/lineitems/{number}/lineitem?type_id=7"
        self.items[number] = {"id": base, **item}
        return number

    def score_of(self, resource, subject):
        """Give the last score of somebody in one of the tool's columns; None where there is none."""
        number = next(number for number, item in self.items.items() if item.get("resourceId") == resource)
        return self.scores.get((number, subject))

    def _list(self, query, scopes):
        need(scopes, "lineitem", "lineitem.readonly")
        wanted = [item for item in self.items.values() if query.get("resource_id", item.get("resourceId")) == item.get("resourceId")]  # fmt: skip
        size = self.page or int(query.get("limit", 0)) or len(wanted) or 1
        start = int(query.get("from", 0))
        headers = {"Content-Type": ITEMS}
        if start + size < len(wanted):
            base = f"{self.double.issuer}/services/{self.double.course}/lineitems?type_id=7&limit={size}"
            link = f"<{base}&from=0>; rel=“first”, <{base}&from={start + size}>; rel=“next”"
            headers["Link"] = link.encode().decode("latin-1")
        return headers, wanted[start : start + size]

    def _make(self, headers, body, scopes):
        need(scopes, "lineitem")
        check_type(headers, ITEM)
        given = json.loads(body)
        if not given.get("label") or not given.get("scoreMaximum", 0) > 0:
            raise Refusal(400, "No label or Score Maximum")
        number = self.add(**given)
        return {"Content-Type": ITEM, "status": 201}, self.items[number]

    def _take(self, number, headers, body, scopes):
        need(scopes, "score")
        check_type(headers, SCORE)
        score = json.loads(body)
        if score.get("activityProgress") not in ACTIVITY or score.get("gradingProgress") not in GRADING:
            raise Refusal(400, "Incorrect score received")
        if "scoreGiven" in score and not score.get("scoreMaximum", 0) > 0:
            raise Refusal(400, "Incorrect score received")
        if "Learner" not in self.double.people.get(score["userId"], {}).get("roles", ("Learner",)) or score["userId"] not in self.double.people:  # fmt: skip
            raise Refusal(400, "Incorrect score received: not gradable")
        before = self.scores.get((number, score["userId"]))
        if before and second(before["timestamp"]) >= second(score["timestamp"]):
            raise Refusal(409, "Refusing score with an earlier timestamp")
        self.scores[number, score["userId"]] = score
        self.received.append(score)
        return {"Content-Type": SCORE}, {}

    def _results(self, number):
        return [
            {"userId": subject, "resultScore": score.get("scoreGiven"), "resultMaximum": score.get("scoreMaximum")}
            for (column, subject), score in self.scores.items()
            if column == number
        ]


def need(scopes, *names):
    if not any(AGS + name in scopes for name in names):
        raise Refusal(403, "the token's scopes do not allow this")


def check_type(headers, wanted):
    if headers.get("Content-Type") != wanted:
        raise Refusal(415, f"expected {wanted}")


def second(timestamp):
    return int(datetime.fromisoformat(timestamp).timestamp())
