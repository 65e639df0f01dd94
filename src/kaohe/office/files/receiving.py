"""Uploads go to a temporary file as they come, never into memory, and stop at the limit."""

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest

from kaohe.office.files.limits import file_limit


class CountingHandler(TemporaryFileUploadHandler):
    """Counts what comes in and stops where it is more than allowed, whatever the sender announced.

    Django drops the file and goes on, so the request is marked: `is_too_large` tells whoever answers it.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        if self.received > file_limit():
            if self.request is not None:
                self.request.META[_MARK] = "1"
            # The rest is read and dropped: it is bounded by the announced length, and a sender who is cut off
            # while sending never sees the answer.
            raise StopUpload(connection_reset=False)
        self.file.write(raw_data)
        return None


_MARK = "kaohe.too_large"


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file of the request was given up because it was too large."""
    return _MARK in request.META
