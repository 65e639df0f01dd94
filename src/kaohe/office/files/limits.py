"""How large what comes in may be."""

from django.conf import settings

FILE_LIMIT = 20 * 1024**2
FILES_AT_ONCE = 5


def file_limit() -> int:
    """Bytes of one file: settings.KAOHE_FILE_LIMIT, or 20 MB."""
    return int(getattr(settings, "KAOHE_FILE_LIMIT", FILE_LIMIT))


def request_limit() -> int:
    """Bytes of a form with files: some of the largest, and the fields beside them."""
    return FILES_AT_ONCE * file_limit() + settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def megabytes(size: int) -> str:
    """A size as people say it, in MB: at least 0.1, so that a small file isn't none."""
    return f"{max(size / 1024**2, 0.1):,.1f}".removesuffix(".0")
