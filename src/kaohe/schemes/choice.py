"""Any value of a scheme may be a switch: another value for each case of a unit's attribute."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeAlias, TypeVar

from pydantic import ConfigDict, Discriminator, Field, Tag

from kaohe.packs import Model

T = TypeVar("T")


class Switch(Model, Generic[T]):
    """`{by: region, 东部: 3, else: 2}`: the case is the unit's value of the attribute `by`."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, T]  # type: ignore[reportIncompatibleVariableOverride, unused-ignore]

    by: str
    otherwise: T | None = Field(default=None, alias="else")

    @property
    def cases(self) -> Mapping[str, T]:
        return self.__pydantic_extra__ or {}

    def of(self, case: str | None) -> T | None:
        """The value for a case; the `else` value where the case isn't named."""
        return self.cases.get(case, self.otherwise) if case is not None else self.otherwise


def _kind(value: Any) -> str:
    is_switch = isinstance(value, Switch) or (isinstance(value, Mapping) and "by" in value)
    return "switch" if is_switch else "plain"


if TYPE_CHECKING:
    Choice: TypeAlias = T | Switch[T]
else:

    class Choice:
        """`Choice[T]`: a plain T or a switch of T.

        A generic alias over `Switch[T]` would do for type checkers, but pydantic leaves the cases of such a
        switch unchecked.
        """

        def __class_getitem__(cls, kind):
            plain, switch = Annotated[kind, Tag("plain")], Annotated[Switch[kind], Tag("switch")]
            return Annotated[plain | switch, Discriminator(_kind)]


@dataclass(frozen=True, slots=True)
class Cases(Generic[T]):
    """A choice spelled out: `otherwise` is for everyone where `by` is None, else for those no case names."""

    by: str | None
    named: Mapping[str, T]
    otherwise: T | None

    def all(self) -> Iterator[T]:
        """Every value it can take."""
        yield from self.named.values()
        if self.otherwise is not None or self.by is None:
            yield self.otherwise  # type: ignore[misc]  # None is the value itself where T allows it


def spelled(choice: Any, change: Callable[[Any], Any] = lambda value: value) -> Cases[Any]:
    """A plain value or switch as `Cases`, each value changed by `change`."""
    if not isinstance(choice, Switch):
        return Cases(None, {}, change(choice))
    named = {case: change(value) for case, value in choice.cases.items()}
    return Cases(choice.by, named, None if choice.otherwise is None else change(choice.otherwise))
