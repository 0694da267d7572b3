"""Abbreviated titles before names: the full stop of "Sgt. Reyl" or "Const. Holt" ends no sentence."""

from __future__ import annotations

TITLES = tuple(
    "Mr Mrs Ms Mx Dr Prof Rev Fr Msgr Hon Gov Sen Sens Rep Reps Pres Sec Amb Ald Atty Dist Asst Dep "
    "Gen Brig Adm Col Cmdr Cdr Maj Capt Lt Lieut Sgt Sgts Cpl Pvt Pte Spc Const Cst Det Dets Insp Supt Ofc".split()
)
"""Offices, ranks of armies and of police forces (Canada, Britain, Australia and America), without their full stop."""
TITLE_BEFORE_NAME = rf"\b(?:{'|'.join(TITLES)})\."
"""A pattern for such a title with its full stop."""
