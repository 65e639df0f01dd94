"""The base of everything read from a pack."""

from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError


def _make_numbers_strict(schema: Any) -> None:
    """Pydantic alone reads "5" as 5 and true as 1; keys are left alone, since those are always text."""
    if isinstance(schema, list | tuple):
        for part in schema:
            _make_numbers_strict(part)
    elif isinstance(schema, dict):
        if schema.get("type") in {"int", "float", "bool"}:
            schema["strict"] = True
        for name, part in schema.items():
            if name != "keys_schema":
                _make_numbers_strict(part)


class Model(BaseModel):
    """Frozen, refuses keys it doesn't know, and takes no text or yes/no for a number."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, str_strip_whitespace=True, allow_inf_nan=False
    )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        _make_numbers_strict(schema)
        return schema


def wrong(code: str, **params: Any) -> PydanticCustomError:
    """What a validator of a model raises: the reason is a message of the catalogue, with its parameters."""
    return PydanticCustomError(code, code, params)
