"""Whether bytes are plain text, read piece by piece."""

import codecs
import re
from typing import BinaryIO

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PIECE = 64 * 1024


def encoding_of(content: BinaryIO) -> str:
    """utf-8 or gb18030 (which reads GBK) where the content is plain text in it; "" where it is not."""
    return next((encoding for encoding in ("utf-8", "gb18030") if _is_text(content, encoding)), "")


def _is_text(content: BinaryIO, encoding: str) -> bool:
    content.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while piece := content.read(_PIECE):
            if _CONTROLS.search(decoder.decode(piece)):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
