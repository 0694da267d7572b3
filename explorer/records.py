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
from copy import copy
from dataclasses import MISSING, Field, FrozenInstanceError
from typing import Any, cast

Method = Callable[..., Any]

_KNOWN = frozenset({"frozen", "slots", "order", "eq"})
_ORDERS = {"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}
_FIELDS = "__dataclass_fields__"
"""Where `dataclasses` looks for the fields of a class: that there are any makes it one of its own."""


def dataclass(cls: type | None = None, /, **options: bool) -> Any:
    """As `dataclasses.dataclass`, for the options that are used here: frozen, slots, order and eq."""
    return _make(cls, options) if cls is not None else lambda made: _make(made, options)


def _make(cls: type, options: dict[str, bool]) -> type:
    if unknown := options.keys() - _KNOWN:
        raise TypeError(f"explorer.records knows no option {', '.join(sorted(unknown))}")
    slots, is_frozen = options.get("slots", False), options.get("frozen", False)
    made: Any = _with_fields(cls, slots=slots)
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


# -- fields ------------------------------------------------------------------------------------------------------------


class _Plan:
    """A field as the methods need it."""

    def __init__(self, name: str, default: object) -> None:
        self.name, self.default = name, default
        self.default_factory: Any = MISSING
        self.counts, self.shows = True, True
        self.hashed: bool | None = None
        if isinstance(default, Field):
            self.default, self.default_factory = default.default, default.default_factory
            self.counts, self.shows, self.hashed = default.compare, default.repr, default.hash


class _Fields:
    """The fields of one class; what `dataclasses` keeps of them is worked out when somebody asks for it."""

    def __init__(self, annotations: Mapping[str, object], defaults: Mapping[str, object]) -> None:
        self.annotations, self.defaults = annotations, defaults
        self._known: dict[type, dict[str, Field[Any]]] = {}

    def __get__(self, instance: object, owner: type) -> dict[str, Field[Any]]:
        """The fields of `owner`, those of its bases first."""
        found = self._known.get(owner)
        if found is None:
            found = self._known[owner] = self._made(owner)
        return found

    @staticmethod
    def _made(owner: type) -> dict[str, Field[Any]]:
        annotations, defaults = _collected(owner)
        given = {name: copy(value) if isinstance(value, Field) else value for name, value in defaults.items()}
        shadow = type(owner.__name__, (), {**given, "__annotations__": annotations, "__doc__": owner.__doc__})
        fields: dict[str, Field[Any]] = vars(dataclasses.dataclass(init=False, repr=False, eq=False)(shadow))[_FIELDS]
        return fields


def _collected(cls: type) -> tuple[dict[str, object], dict[str, object]]:
    """The annotations and the defaults of the fields of a class, those of its bases first."""
    annotations: dict[str, object] = {}
    defaults: dict[str, object] = {}
    for base in reversed(cls.__mro__):
        own = base.__dict__.get(_FIELDS)
        if isinstance(own, _Fields):
            annotations |= own.annotations
            defaults |= own.defaults
    return annotations, defaults


def _plans(cls: type) -> list[_Plan]:
    annotations, defaults = _collected(cls)
    return [_Plan(name, defaults.get(name, MISSING)) for name in annotations]


def _with_fields(cls: type, *, slots: bool) -> type:
    """The class with its fields noted, and with slots for them where they are wanted: that takes a class made anew."""
    members = dict(cls.__dict__)
    annotations = {name: one for name, one in members.get("__annotations__", {}).items() if _is_field(one)}
    defaults = {name: members[name] for name in annotations if name in members}
    _refuse(cls, defaults)
    noted = {"__match_args__": tuple(annotations), _FIELDS: _Fields(annotations, defaults)}
    if slots:
        for name in ("__dict__", "__weakref__", *defaults):
            members.pop(name, None)
        members |= {**noted, "__slots__": tuple(annotations), "__qualname__": cls.__qualname__}
        return type(cls)(cls.__name__, cls.__bases__, members)
    for name, value in noted.items():
        setattr(cls, name, value)
    for name, value in defaults.items():
        if isinstance(value, Field):
            if value.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, value.default)
    return cls


def _is_field(annotation: object) -> bool:
    """Whether what stands behind a name makes it a field: it is text, as our modules defer what they annotate."""
    return not str(annotation).startswith(("ClassVar", "typing.ClassVar"))


def _refuse(cls: type, defaults: Mapping[str, object]) -> None:
    """Raise TypeError or ValueError for what `dataclasses` refuses, or what is not known here."""
    for name, value in defaults.items():
        if isinstance(value, Field):
            if not value.init or value.kw_only is True:
                raise TypeError(
                    f"explorer.records cannot make {cls.__qualname__}: not all its fields are plain arguments"
                )
        elif value.__class__.__hash__ is None:
            raise ValueError(f"mutable default {type(value)} for field {name} is not allowed: use default_factory")


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
    for field in _plans(cls):
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
    wanted = [f.name for f in _plans(cls) if (f.counts if not hashed or f.hashed is None else f.hashed)]
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
    parts = (f"{f.name}={getattr(self, f.name)!r}" for f in _plans(type(self)) if f.shows)
    return f"{self.__class__.__qualname__}({', '.join(parts)})"


def _refuse_set(self: object, name: str, value: object) -> None:  # noqa: ARG001 - Python's signature
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_delete(self: object, name: str) -> None:  # noqa: ARG001 - Python's signature
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, name) for name in _collected(type(self))[0]]


def _set_state(self: Any, state: list[object]) -> None:
    for name, value in zip(_collected(type(self))[0], state, strict=True):
        object.__setattr__(self, name, value)
