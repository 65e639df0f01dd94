"""A committee head in a browser that keeps its connection: signs in, saves cells, hands in."""

import http.client
import json
import re
import time
import uuid
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

PEOPLE = {"principal": "陈一", "statistician": "李二", "filler": "王三"}


class Client:
    """One person; `timed` collects the seconds of each request and its status."""

    def __init__(self, port: int, report: int, password: str):
        self.port, self.report = port, report
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.cookies: dict[str, str] = {}
        self.revisions: dict[str, int] = {}
        page = self._ask("GET", "/account/sign-in/")[1]
        form = {"login": f"load-{report}", "password": password, "csrfmiddlewaretoken": _token(page)}
        status, _ = self._ask("POST", "/account/sign-in/", urlencode(form))
        assert status == 302, status

    def insert(self) -> tuple[float, int]:
        """The page that does one committed insert."""
        return self._timed("/insert", "{}", "application/json")

    def save(self, cells: dict[str, str], note: str = "见统计年报", key: str = "") -> tuple[float, int]:
        """Save some cells as the grid does; with the key of an earlier try it is the same save."""
        typed = [
            {"item": item, "typed": text, "note": note, "seen": self.revisions.get(item, 0)}
            for item, text in cells.items()
        ]
        body = json.dumps({"key": key or uuid.uuid4().hex, "cells": typed})
        timed = self._timed(f"/reports/{self.report}/cells", body, "application/json")
        if timed[1] == 200:
            self.revisions |= json.loads(self.answer)["revisions"]
        return timed

    def look(self) -> None:
        """Ask for the outlook, as the grid does a moment after the last save."""
        status, _ = self._ask("GET", f"/reports/{self.report}/outlook")
        assert status == 200, status

    def submit(self) -> tuple[float, int]:
        """Open the page of handing in, name the people and hand in; a redirect is success."""
        page = self._ask("GET", f"/reports/{self.report}/submit/")[1]
        form = {name: unescape(value) for name, value in _inputs(page)} | PEOPLE
        return self._timed(f"/reports/{self.report}/submit/", urlencode(form))

    def _timed(self, path: str, body: str, kind: str = "") -> tuple[float, int]:
        start = time.perf_counter()
        status, self.answer = self._ask("POST", path, body, kind)
        return time.perf_counter() - start, status

    def _ask(self, method: str, path: str, body: str = "", kind: str = "") -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if method == "POST":
            headers["Content-Type"] = kind or "application/x-www-form-urlencoded"
            headers["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        try:
            self.connection.request(method, path, body.encode() or None, headers)
            answer = self.connection.getresponse()
        except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
            self.connection.close()  # the server had ended a connection that lay idle, as it does to browsers
            self.connection.request(method, path, body.encode() or None, headers)
            answer = self.connection.getresponse()
        text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, text


def _token(page: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found
    return found[1]


def _inputs(page: str) -> Iterator[tuple[str, str]]:
    for tag in re.findall(r'<input type="hidden"[^>]*>', page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value:
            yield name[1], value[1]
