"""The head of a report ends where its first sentence begins."""

from __future__ import annotations

import pytest

from explorer.ingest.datelines import agency_name, read_dateline


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("(Reuters) -", "Reuters"),
        ("WASHINGTON, Sept 11 (Reuters) -", "Reuters"),
        ("BEIJING/SHANGHAI (Reuters) –", "Reuters"),
        ("PORT ELLIS, Maine (AP) —", "Associated Press"),
        ("Washington (AFP) –", "AFP"),
        ("LOS ANGELES, Feb. 2 (UPI) —", "UPI"),
        ("SAN JOSE, Calif., Oct. 30, 2025 /PRNewswire/ --", "PR Newswire"),
        ("CNN —", "CNN"),
        ("(Bloomberg) --", "Bloomberg"),
    ],
)
def test_agencies(dateline: str, agency: str) -> None:
    paragraph = f"{dateline} The council voted on Thursday."
    found = read_dateline(paragraph, first=True)
    assert found is not None
    assert paragraph[: found.end] == dateline
    assert found.agency is not None
    assert agency_name(paragraph[slice(*found.agency)]) == agency


@pytest.mark.parametrize(
    "dateline", ["LONDON —", "SCRANTON, Pa. —", "NEW DELHI:", "DES MOINES -", "ST. LOUIS —", "Lagos, Sept 11 —"]
)
def test_towns_alone_open_only_the_first_paragraph(dateline: str) -> None:
    paragraph = f"{dateline} The council voted on Thursday."
    found = read_dateline(paragraph, first=True)
    assert found is not None
    assert paragraph[: found.end] == dateline
    assert read_dateline(paragraph, first=False) is None


@pytest.mark.parametrize(
    "paragraph",
    [
        "Alibaba (BABA) - the Chinese company - fell by 4% on Monday.",
        "NASA — the US space agency — said on Monday that it would wait.",
        "The move — a surprise — came on Thursday.",
        "BREAKING: The bridge has collapsed.",
        "Reuters reported on Thursday that the plant would close.",
        "IBM: The company said it would appeal.",
    ],
)
def test_prose_is_no_dateline(paragraph: str) -> None:
    assert read_dateline(paragraph, first=True) is None


def test_speakers_of_a_transcript_are_no_towns() -> None:
    text = "OKOYE: The subsidy is gone.\nMADISON: It will not return.\n"
    assert read_dateline("OKOYE: The subsidy is gone.", first=True, text=text) is None


def test_a_full_date_in_a_dateline_is_read() -> None:
    found = read_dateline("PARIS, Sept. 11, 2025 (AP) — The council voted.", first=True)
    assert found is not None
    assert found.stamp is not None
    assert found.stamp.value == "2025-09-11"
