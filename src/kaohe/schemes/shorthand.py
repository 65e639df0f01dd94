"""Says in the exported JSON Schema that a model may also be written in a shorter form."""

from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema


class Shorthand:
    """Annotation: the value may also be written as any of these JSON Schemas."""

    def __init__(self, *forms: dict[str, Any]):
        self.forms = forms

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [*self.forms, handler(schema)]}
