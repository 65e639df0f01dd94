"""How an operation is declared: its address, name, the action it needs, and what it answers."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from ninja import Router

from kaohe.web.api.callers import check_names, check_reach
from kaohe.web.middleware import ActingRequest

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[Concatenate[ActingRequest, P], R]


def reads(
    router: Router, path: str, name: str, action: str, answer: Any
) -> Callable[[View[P, R]], View[P, R]]:
    """An operation that needs an action; `answer` is its schema, or the media type of a file."""
    is_file = isinstance(answer, str)
    extra: dict[str, Any] = {"x-action": action}
    if is_file:
        extra["responses"] = {200: {"content": {answer: {"schema": {"type": "string", "format": "binary"}}}}}

    known: set[str] = set()  # the names that its query may have

    def declare(view: View[P, R]) -> View[P, R]:
        @wraps(view)
        def guarded(request: ActingRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
            check_reach(request.actor, action)
            check_names(request, known)
            return view(request, *args, **kwargs)

        declared = router.get(
            path,
            url_name=name,
            operation_id=name,
            summary=f"web_api.op_{name}",
            response=None if is_file else answer,
            openapi_extra=extra,
        )
        declared(guarded)
        for model in guarded._ninja_operation.models:  # type: ignore[attr-defined]
            if model.__ninja_param_source__ == "query":
                known.update(model.__ninja_flatten_map__)
        return guarded

    return declare
