"""Every address of the office that takes no argument: new pages are found without being named."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import kaohe.web

OURS = str(Path(kaohe.web.__file__).parent)


def _names(patterns: list[Any], spaces: tuple[str, ...] = (), free: bool = True) -> Iterator[str]:
    for pattern in patterns:
        here = free and not pattern.pattern.converters and not pattern.pattern.regex.groups
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _names(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern) and pattern.name and here:
            yield ":".join((*spaces, pattern.name))


def addresses() -> list[str]:
    """Their paths, in the order of the lists."""
    return list(dict.fromkeys(reverse(name) for name in _names(get_resolver().url_patterns)))


def pages(client: Client) -> Iterator[tuple[str, int, str]]:
    """Path, status and HTML of each page that the client's reader gets from a template of ours."""
    for path in addresses():
        response = client.get(path)
        html = response.headers.get("Content-Type", "").startswith("text/html")
        origins = [each.origin.name for each in response.templates if each.origin]
        if html and origins and origins[0].startswith(OURS):
            yield path, response.status_code, response.content.decode()
