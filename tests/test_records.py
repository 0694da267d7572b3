"""Records behave as dataclasses do, whichever of their methods is called first."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from explorer.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where."""

    start: int
    end: int = 7
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """With a default that is made anew, and fields that do not count or show."""

    name: str
    seen: list[int] = field(default_factory=list, compare=False)
    note: str = field(default="", repr=False)


@dataclass
class Open:
    """Can be changed."""

    value: int
    doubled: int = 0

    def __post_init__(self) -> None:
        self.doubled = 2 * self.value


@dataclass
class More(Open):
    """Has its parent's fields first."""

    extra: str = "x"


@dataclass(slots=True, eq=False)
class Alone:
    """Equal to itself alone."""

    value: int


def test_arguments_and_defaults_are_those_of_the_fields() -> None:
    assert (Place(1).end, Place(1, names=("a",)).names) == (7, ("a",))
    assert Named("n").seen is not Named("n").seen
    assert Open(2).doubled == 4
    assert (More(1, extra="y").doubled, More(1).extra) == (2, "x")
    with pytest.raises(TypeError, match="start"):
        Place()  # type: ignore[call-arg]  # the point
    with pytest.raises(TypeError, match="nothing"):
        Place(1, nothing=2)  # type: ignore[call-arg]  # the point


def test_equality_order_and_hash_are_those_of_the_fields_that_count() -> None:
    assert Place(1) == Place(1, 7) != Place(2)
    assert Place(1) != (1, 7, ())  # type: ignore[comparison-overlap]  # the point
    assert Place(1, 2) < Place(1, 3) <= Place(1, 3) < Place(2, 0)
    assert sorted([Place(3), Place(1)]) == [Place(1), Place(3)]
    assert {Place(1): "found"}[Place(1)] == "found"
    assert hash(Place(1)) == hash((1, 7, ()))
    assert Named("n", [1]) == Named("n", [2])
    assert len({Named("n", [1]), Named("n", [2])}) == 1
    assert Open(1) == Open(1) != Open(2)
    assert Alone(1) != Alone(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(Open(1))
    with pytest.raises(TypeError, match="not supported"):
        assert Place(1) < 2  # type: ignore[operator]  # the point


def test_what_is_frozen_cannot_be_changed() -> None:
    place = Place(1)
    with pytest.raises(FrozenInstanceError, match="start"):
        place.start = 2  # type: ignore[misc]  # the point
    with pytest.raises(FrozenInstanceError, match="start"):
        del place.start
    opened = Open(1)
    opened.value = 5
    assert opened.value == 5


def test_the_rest_of_dataclasses_takes_them_as_its_own() -> None:
    assert dataclasses.replace(Place(1), end=9) == Place(1, 9)
    assert dataclasses.asdict(Place(1)) == {"start": 1, "end": 7, "names": ()}
    assert repr(Named("n", [1], "hidden")) == "Named(name='n', seen=[1])"
    for each in (Place(1, 2), Named("n", [1]), Open(3), More(3)):
        again = pickle.loads(pickle.dumps(each))  # noqa: S301 - our own
        assert again == copy.copy(each) == copy.deepcopy(each) == each


def test_a_first_equality_of_two_kinds_is_not_asked_twice() -> None:
    @dataclass(frozen=True, slots=True)
    class One:
        """One field."""

        value: int

    @dataclass(frozen=True, slots=True)
    class Other:
        """The same field in another class."""

        value: int

    assert One(1) != Other(1)  # type: ignore[comparison-overlap]  # the point


def test_what_is_not_known_is_refused_where_the_class_is_made() -> None:
    from explorer import records

    with pytest.raises(TypeError, match="kw_only"):
        records.dataclass(kw_only=True)(type("Strange", (), {}))
    with pytest.raises(TypeError, match="plain arguments"):
        records.dataclass(type("Hidden", (), {"__annotations__": {"x": "int"}, "x": field(default=1, init=False)}))
