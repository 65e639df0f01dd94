"""The office as a browser reaches it, on the very connection of the test.

So what the test wrote is seen before any commit, all is rolled back at its end, and rows that may never be
removed need no removing. It holds on SQLite in memory and on PostgreSQL. One request at a time uses the
connection. What waits for a commit (`transaction.on_commit`) never runs here.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test.testcases import LiveServerThread
from django.test.utils import modify_settings


class _KeepingServer(ThreadedWSGIServer):
    """Leaves the connections of the test open when a request is through, and at its own end."""

    def _close_connections(self) -> None:
        pass

    def serve_forever(self, poll_interval: float = 0.05) -> None:
        super().serve_forever(poll_interval)
        for alias in list(connections):
            del connections[alias]  # of this thread, which would close them


class _Thread(LiveServerThread):
    server_class = _KeepingServer


def _one_at_a_time(application: Any) -> Callable[..., Iterable[bytes]]:
    lock, files = Lock(), StaticFilesHandler(application)

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with lock:
            return files(environ, start_response)

    return answer


@contextmanager
def served() -> Iterator[str]:
    """The address, without a slash at its end."""
    shared = {each.alias: each for each in connections.all()}
    for connection in shared.values():
        connection.inc_thread_sharing()
    # a connection inside a transaction looks misused to it, and would be closed
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    thread = _Thread("127.0.0.1", _one_at_a_time, connections_override=shared)
    thread.daemon = True
    with modify_settings(ALLOWED_HOSTS={"append": "127.0.0.1"}):
        thread.start()
        thread.is_ready.wait()
        try:
            if thread.error:
                raise thread.error
            yield f"http://127.0.0.1:{thread.port}"
        finally:
            thread.terminate()
            request_started.connect(close_old_connections)
            request_finished.connect(close_old_connections)
            for connection in shared.values():
                connection.dec_thread_sharing()
