"""Text tables: comma, semicolon or tab, in UTF-8 or GB 18030 (which reads GBK), as rows of texts."""

import codecs
import csv
import io

from kaohe.messages import Place, Problem, Refused

_LONGEST_CELL = 100_000
_LONGEST_HEAD = 100_000
_SEPARATORS = ",;\t"


def rows_of(data: bytes, file: str) -> tuple[list[list[str]], list[Problem]]:
    """The rows of a text table from its first line, and what there is to say about its encoding."""
    text, notices = _decoded(data, file)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        return list(reader), notices
    except csv.Error as error:
        place = Place(file, line=reader.line_num)
        raise Refused.because("workbooks.broken_csv", place, problem=str(error)) from None


def _decoded(data: bytes, file: str) -> tuple[str, list[Problem]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decoded_as("utf-16", data, file)
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return _decoded_as("gb18030", data, file)


def _decoded_as(encoding: str, data: bytes, file: str) -> tuple[str, list[Problem]]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused.because("workbooks.unknown_encoding", Place(file)) from None
    name = {"gb18030": "GBK / GB 18030", "utf-16": "UTF-16"}[encoding]
    return text, [Problem("workbooks.read_as", {"encoding": name}, Place(file), "note")]


def _separator(text: str) -> str:
    """The one that stands most often in the first line that has anything."""
    first = next((line for line in text[:_LONGEST_HEAD].splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=first.count)
