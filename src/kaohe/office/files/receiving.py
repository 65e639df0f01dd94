"""Uploads go to a temporary file as they come, never into memory, and stop at the limit."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

LIMIT = 50 * 1024 * 1024
"""Bytes of one file, unless settings.KAOHE_FILE_LIMIT says otherwise."""


class CountingHandler(TemporaryFileUploadHandler):
    """Counts what comes in and stops reading where it is more than allowed, whatever the sender announced."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        if self.received > getattr(settings, "KAOHE_FILE_LIMIT", LIMIT):
            raise StopUpload(connection_reset=True)
        self.file.write(raw_data)
        return None
