"""Dataclasses whose methods are made when they are first called.

`dataclasses.dataclass` compiles six functions for every class when its module is imported: of what is imported before
the screen's first frame, two thirds of the time went into that, mostly for classes and methods which no first frame
needs. What is made here behaves as the original does, down to its fields, its text and its pickles; for a checker of
types it is the original:

    if TYPE_CHECKING:
        from dataclasses import dataclass
    else:
        from explorer.records import dataclass
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import MISSING, FrozenInstanceError
from typing import Any, cast

Method = Callable[..., Any]

_KNOWN = frozenset({"frozen", "slots", "order", "eq"})
_ORDERS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


def dataclass(cls: type | None = None, /, **options: bool) -> Any:
    """As `dataclasses.dataclass`, for the options that are used here: frozen, slots, order and eq."""
    return _make(cls, options) if cls is not None else lambda made: _make(made, options)


def _make(cls: type, options: dict[str, bool]) -> type:
    if unknown := options.keys() - _KNOWN:
        raise TypeError(f"explorer.records knows no option {', '.join(sorted(unknown))}")
    slots, is_frozen = options.get("slots", False), options.get("frozen", False)
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
    if any(not field.init or field.kw_only for field in dataclasses.fields(made)):
        raise TypeError(f"explorer.records cannot make {made.__qualname__}: not all its fields are plain arguments")
    own = cls.__dict__
    if "__init__" not in own:
        _later(made, "__init__", lambda: _init(made))
    if "__repr__" not in own:
        made.__repr__ = _repr
    if options.get("eq", True) and "__eq__" not in own:
        _compare(made, {"__eq__": "=="})
        if "__hash__" not in own:
            _hash(made, is_frozen=is_frozen)
    if options.get("order"):
        _compare(made, _ORDERS)
    if is_frozen:
        _freeze(made, pickles=slots and "__getstate__" not in own)
    return cast(type, made)


def _freeze(made: Any, *, pickles: bool) -> None:
    made.__setattr__, made.__delattr__ = _refuse_set, _refuse_delete
    if pickles:
        made.__getstate__, made.__setstate__ = _state, _set_state


def _later(cls: type, name: str, make: Callable[[], Method]) -> None:
    """Have the first call of a method make it and put it in its own place."""

    def first(*args: object, **more: object) -> object:
        method = make()
        method.__name__, method.__qualname__ = name, f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)
        return method(*args, **more)

    first.__name__ = name
    setattr(cls, name, first)


def _compiled(text: str, known: dict[str, object]) -> Method:
    exec(text, known)  # noqa: S102 - our own words and the names of fields, as dataclasses does
    return cast(Method, known["made"])


def _init(cls: Any) -> Method:
    known: dict[str, object] = {"_set": object.__setattr__}
    arguments, lines = ["self"], []
    for field in dataclasses.fields(cls):
        name, value = field.name, field.name
        if field.default is not MISSING:
            known[f"_d_{name}"] = field.default
            arguments.append(f"{name}=_d_{name}")
        elif field.default_factory is not MISSING:
            known["_missing"], known[f"_d_{name}"] = MISSING, field.default_factory
            arguments.append(f"{name}=_missing")
            value = f"_d_{name}() if {name} is _missing else {name}"
        else:
            arguments.append(name)
        slot = getattr(cls.__dict__.get(name), "__set__", None)
        if slot is not None:  # quicker than by the name, and past the lock of a frozen class
            known[f"_s_{name}"] = slot
            lines.append(f" _s_{name}(self, {value})")
        else:
            lines.append(f" _set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    return _compiled(f"def made({', '.join(arguments)}):\n" + "\n".join(lines or [" pass"]), known)


def _compared(cls: Any, owner: str, *, hashed: bool = False) -> str:
    """The fields that count, of `owner`, as a tuple."""
    wanted = [f.name for f in dataclasses.fields(cls) if (f.compare if not hashed or f.hash is None else f.hash)]
    return f"({''.join(f'{owner}.{name},' for name in wanted)})"


def _compare(cls: Any, signs: Mapping[str, str]) -> None:
    for name, sign in signs.items():

        def method(sign: str = sign) -> Method:
            words = f"{_compared(cls, 'self')} {sign} {_compared(cls, 'other')}"
            return _compiled(
                f"def made(self, other):\n return {words} if other.__class__ is self.__class__ else NotImplemented", {}
            )

        _later(cls, name, method)


def _hash(cls: Any, *, is_frozen: bool) -> None:
    if is_frozen:
        text = f"def made(self):\n return hash({_compared(cls, 'self', hashed=True)})"
        _later(cls, "__hash__", lambda: _compiled(text, {}))
    else:
        cls.__hash__ = None  # as dataclasses does: what changes has no hash


def _repr(self: Any) -> str:
    parts = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({', '.join(parts)})"


def _refuse_set(self: object, name: str, value: object) -> None:  # noqa: ARG001 - Python's signature
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: object, name: str) -> None:  # noqa: ARG001 - Python's signature
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
