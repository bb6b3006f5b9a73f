"""Query parameters checked against their spec: unknown, repeated and malformed ones are refused, not ignored."""

import re
from collections.abc import Iterable, Mapping

from locales import _
from web.api.refusals import Refusal
from web.api.specs import Parameter


def checked_parameters(pairs: Iterable[tuple[str, str]], known: tuple[Parameter, ...]) -> Mapping[str, str]:
    """The parameters by name; raises Refusal 400 for the first that can't be taken."""
    specs = {parameter.name: parameter for parameter in known}
    taken: dict[str, str] = {}
    for name, value in pairs:
        if name not in specs:
            raise _refusal(name, _("There is no parameter “{name}”.", name=name))
        if name in taken:
            raise _refusal(name, _("The parameter “{name}” is given twice.", name=name))
        if not fits(value, specs[name]):
            raise _refusal(name, _("The parameter “{name}” can't be “{value}”.", name=name, value=value[:80]))
        taken[name] = value
    return taken


def fits(value: str, parameter: Parameter) -> bool:
    """Whether a value is one of the choices, or as the pattern wants it."""
    if parameter.choices:
        return value in parameter.choices
    return len(value) <= parameter.longest and re.fullmatch(parameter.pattern, value) is not None


def _refusal(name: str, detail: str) -> Refusal:
    return Refusal(400, detail, parameter=name[:80])
