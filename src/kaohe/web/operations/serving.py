"""The web server in this very process, with its workers as children."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Address:
    """Where the server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    def __init__(self, options: dict[str, Any]):
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        application = get_wsgi_application()
        import_module(settings.ROOT_URLCONF)  # before the workers are forked, not at their first request
        return application


def serve(address: Address, ready: Callable[[], None]) -> None:
    """Serve until a signal ends it (SystemExit); `ready` is called when the address listens."""
    workers, threads = _size()
    shared_memory = Path("/dev/shm")
    _Server(
        {
            "bind": str(address),
            "worker_class": "gthread",
            "workers": workers,
            "threads": threads,
            "preload_app": True,
            "loglevel": "warning",
            "errorlog": "-",
            "control_socket_disable": True,
            "forwarded_allow_ips": "",  # our settings say when a proxy's word counts
            "worker_tmp_dir": str(shared_memory) if shared_memory.is_dir() else None,
            "when_ready": lambda _: ready(),
        }
    ).run()


def _size() -> tuple[int, int]:
    """Workers and threads: SQLite writes one after the other, so more would only wait for each other."""
    if connection.vendor == "sqlite":
        return 2, 4
    return min(2 * len(os.sched_getaffinity(0)) + 1, 9), 4
