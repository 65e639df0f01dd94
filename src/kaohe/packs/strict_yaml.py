"""YAML as people expect it: keeps lines, refuses what YAML reads in surprising ways.

Only `true` and `false` are booleans and dates stay text; octals, sexagesimals, infinities, anchors, tags,
merge keys, duplicate keys and second documents are refused (`on:` once became True and silently spoiled an
index). The text is read as events, not composed: the C composer crashes on deep nesting.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from kaohe.messages import Place, Problem, Refused
from kaohe.packs.scalars import UnclearError, plain_value

Lines = dict[tuple[str | int, ...], int]
"""Line number (from 1) of every value, by its path of keys and positions."""

LONGEST = 4_000_000
DEEPEST = 40


def parse_yaml(text: str, file: str) -> tuple[Any, Lines]:
    """The plain value of `text` and the line of each part; `file` names it in messages. Raises `Refused`."""
    if len(text) > LONGEST:
        raise Refused.because("packs.too_long", Place(file), found=len(text), most=LONGEST)
    builder = _Builder(text, file)
    try:
        value = builder.document()
    except yaml.MarkedYAMLError as error:
        where = Place(file, line=error.problem_mark.line + 1 if error.problem_mark else None)
        builder.problems.append(Problem("packs.not_yaml", {"problem": error.problem}, where))
    except (yaml.YAMLError, UnicodeEncodeError):
        builder.problems.append(Problem("packs.not_text", place=Place(file)))
    if builder.problems:
        raise Refused(builder.problems)
    return value, builder.lines


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


class _Builder:
    def __init__(self, text: str, file: str):
        self.events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.file = file
        self.lines: Lines = {}
        self.problems: list[Problem] = []

    def document(self) -> Any:
        value, seen = None, 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                seen += 1
            elif isinstance(event, yaml.NodeEvent):
                if seen > 1:
                    raise self.refused(event, "packs.second_document")
                value = self.value(event, ())
        return value

    def value(self, event: yaml.Event, path: tuple[str | int, ...]) -> Any:
        self.lines[path] = _line(event)
        if len(path) > DEEPEST:
            raise self.refused(event, "packs.too_deep", most=DEEPEST)
        if getattr(event, "anchor", None):
            self.note(event, "packs.anchor")
        if tag := getattr(event, "tag", None):
            self.note(event, "packs.tag", tag=tag)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return [
                self.value(item, (*path, place))
                for place, item in enumerate(self.until(yaml.SequenceEndEvent))
            ]
        return self.scalar(event) if isinstance(event, yaml.ScalarEvent) else None

    def mapping(self, path: tuple[str | int, ...]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_event in self.until(yaml.MappingEndEvent):
            key = self.key(key_event, path)
            if key in result:
                self.note(key_event, "packs.duplicate_key", key=key)
            value = self.value(next(self.events), (*path, key))
            result.setdefault(key, value)
            self.lines[(*path, key)] = _line(key_event)
        return result

    def key(self, event: yaml.Event, path: tuple[str | int, ...]) -> str:
        if isinstance(event, yaml.ScalarEvent) and event.value and not event.anchor and not event.tag:
            if event.value == "<<":
                self.note(event, "packs.merge_key")
            return str(event.value)
        self.value(event, (*path, ""))
        self.note(event, "packs.key_not_text")
        return ""

    def scalar(self, event: yaml.ScalarEvent) -> Any:
        if event.style in ("'", '"', "|", ">"):
            return event.value
        try:
            return plain_value(event.value)
        except UnclearError as unclear:
            return self.note(event, unclear.code, found=event.value[:80])

    def until(self, end: type[yaml.Event]) -> Iterator[yaml.Event]:
        while not isinstance(event := next(self.events), end):
            yield event

    def note(self, event: yaml.Event, code: str, **params: Any) -> None:
        self.problems.append(Problem(code, params, Place(self.file, line=_line(event))))

    def refused(self, event: yaml.Event, code: str, **params: Any) -> Refused:
        self.note(event, code, **params)
        return Refused(self.problems)
