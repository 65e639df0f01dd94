"""Text becomes a formula, or the first reason why it does not.

Python's grammar (`ast`) reads the text; only the parts named here pass, and each must be a number or a truth
where one is wanted.
"""

import ast
from functools import lru_cache
from typing import NoReturn

from kaohe.formulas.errors import FormulaError
from kaohe.formulas.names import Name
from kaohe.formulas.source import DEEPEST, Source
from kaohe.formulas.tree import (
    Call,
    Chain,
    Comparison,
    Formula,
    Joined,
    Kind,
    Negative,
    Not,
    Number,
    Part,
    Power,
    Reference,
    kind_of,
)

ARGUMENTS: dict[str, tuple[int, int | None]] = {
    "ln": (1, 1),
    "exp": (1, 1),
    "sqrt": (1, 1),
    "abs": (1, 1),
    "least": (2, None),
    "greatest": (2, None),
    "coalesce": (2, None),
    "when": (3, 3),
}
"""The functions, with their least and greatest number of arguments."""

_SUM: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-"}
_PRODUCT: dict[type[ast.operator], str] = {ast.Mult: "*", ast.Div: "/"}
_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


@lru_cache(maxsize=1024)  # every outline of a scheme reads its formulas again
def parse(text: str, expect: Kind | None = None) -> Formula:
    """Read a formula; `expect` says what it must result in. Raises FormulaError."""
    source = Source.admitted(text)
    reader = _Reader(source)
    tree = reader.part(_grammar(source), expect)
    return Formula(source.text, kind_of(tree), frozenset(reader.names), tree)


def parse_name(text: str) -> Name:
    """Read a lone name such as `gdp` or `city.prev.fdi`, folded as formulas are. Raises FormulaError."""
    tree = parse(text).tree
    if not isinstance(tree, Reference):
        raise FormulaError("formulas.not_a_name", 1, {"found": tree.text})
    return tree.name


def _grammar(source: Source) -> ast.expr:
    try:
        return ast.parse(source.text, mode="eval").body
    except (RecursionError, MemoryError):
        raise source.error("formulas.too_deep", 0, limit=DEEPEST) from None
    except SyntaxError as error:
        # Python's offset counts from 1; 0 is the end of the text
        raise source.error("formulas.not_understood", (error.offset or len(source.text) + 1) - 1) from None


class _Reader:
    def __init__(self, source: Source):
        self.source = source
        self.encoded = source.text.encode()
        self.names: set[Name] = set()
        self.depth = 0

    def part(self, node: ast.expr, wanted: Kind | None = "number") -> Part:
        self.depth += 1
        if self.depth > DEEPEST:
            self.refuse("too_deep", node, limit=DEEPEST)
        part = self.read(node)
        self.depth -= 1
        if wanted not in (None, kind_of(part)):
            self.refuse(f"{wanted}_wanted", node, found=part.text)
        return part

    def read(self, node: ast.expr) -> Part:
        text, part = self.text(node), self.part
        read: Part
        match node:
            case ast.Constant(value=int() | float() as value):
                read = Number(text, float(value))
            case ast.Name() | ast.Attribute():
                read = self.reference(node)
            case ast.UnaryOp(op=ast.USub()):
                read = Negative(text, part(node.operand))
            case ast.UnaryOp(op=ast.Not()):
                read = Not(text, part(node.operand, "truth"))
            case ast.BinOp(op=ast.Pow()):
                read = Power(text, part(node.left), part(node.right))
            case ast.BinOp(op=ast.Add() | ast.Sub()):
                read = self.chain(node, _SUM)
            case ast.BinOp(op=ast.Mult() | ast.Div()):
                read = self.chain(node, _PRODUCT)
            case ast.Compare():
                read = self.comparison(node)
            case ast.BoolOp():
                word = "and" if isinstance(node.op, ast.And) else "or"
                read = Joined(text, word, tuple(part(value, "truth") for value in node.values))
            case ast.Call():
                read = self.call(node)
            case _:
                self.refuse("not_in_language", node, found=text)
        return read

    def reference(self, node: ast.expr) -> Reference:
        words, owner = list[str](), node
        while isinstance(owner, ast.Attribute) and len(words) < DEEPEST:
            words.insert(0, owner.attr)
            owner = owner.value
        if not isinstance(owner, ast.Name):
            self.refuse("not_in_language", node, found=self.text(node))
        words.insert(0, owner.id)
        if taken := ARGUMENTS.keys() & set(words):
            self.refuse("function_as_name", node, found=min(taken))
        name = Name(tuple(words[:-1]), words[-1])
        self.names.add(name)
        return Reference(self.text(node), name)

    def chain(self, node: ast.BinOp, signs: dict[type[ast.operator], str]) -> Chain:
        # a long sum leans to the left: walked in a loop, it counts as one level of depth
        first: ast.expr = node
        leaning = list[ast.BinOp]()
        while isinstance(first, ast.BinOp) and type(first.op) in signs:
            leaning.append(first)
            first = first.left
        start = self.part(first)
        rest = tuple((signs[type(step.op)], self.part(step.right)) for step in reversed(leaning))
        return Chain(self.text(node), start, rest)

    def comparison(self, node: ast.Compare) -> Comparison:
        start = self.part(node.left)
        steps = zip(node.ops, node.comparators, strict=True)
        rest = tuple((_COMPARED[type(op)], self.part(operand)) for op, operand in steps)
        return Comparison(self.text(node), start, rest)

    def call(self, node: ast.Call) -> Call:
        function = self.text(node.func)
        if function not in ARGUMENTS:
            self.refuse("unknown_function", node, found=function, allowed=", ".join(ARGUMENTS))
        if node.keywords:
            self.refuse("not_in_language", node.keywords[0].value, found=self.text(node))
        least, most = ARGUMENTS[function]
        if not least <= len(node.args) <= (most or len(node.args)):
            wanted = f"{least}" if most else f"≥ {least}"
            self.refuse("arguments", node, function=function, wanted=wanted, found=len(node.args))
        first, *others = node.args
        start = self.part(first, "truth" if function == "when" else "number")
        return Call(self.text(node), function, (start, *(self.part(each) for each in others)))

    def text(self, node: ast.expr) -> str:
        return self.encoded[node.col_offset : node.end_col_offset].decode()

    def refuse(self, code: str, node: ast.expr, **params: object) -> NoReturn:
        place = len(self.encoded[: node.col_offset].decode())
        raise self.source.error(f"formulas.{code}", place, **params)
