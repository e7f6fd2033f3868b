"""What phrases say of their actors: country, sector, body; and what they do not say."""

import pytest

from nutgraf.ledger.actors import Codes, code_of

KNOWN = {
    "Russian President": ("RUS", "GOV", ""),
    "the Kremlin": ("RUS", "GOV", ""),
    "Moscow": ("RUS", "GOV", ""),
    "Russia": ("RUS", "", ""),
    "Russia's defence minister": ("RUS", "GOV", ""),
    "the Ukrainian foreign ministry": ("UKR", "GOV", ""),
    "US President": ("USA", "GOV", ""),
    "U.S. officials": ("USA", "GOV", ""),
    "the White House": ("USA", "GOV", ""),
    "the Pentagon": ("USA", "MIL", ""),
    "Turkish troops": ("TUR", "MIL", ""),
    "South Korean army": ("KOR", "MIL", ""),
    "North Korea": ("PRK", "", ""),
    "Israeli police": ("ISR", "COP", ""),
    "the Knesset": ("ISR", "LEG", ""),
    "Hamas": ("PSE", "REB", ""),
    "Hungarian opposition leader": ("HUN", "OPP", ""),
    "UK Prime Minister": ("GBR", "GOV", ""),
    "Democratic Republic of the Congo": ("COD", "", ""),
    "Muscat": ("OMN", "GOV", ""),
    "Istanbul": ("TUR", "", ""),
    "EU leaders": ("", "IGO", "EU"),
    "the European Union": ("", "IGO", "EU"),
    "UN Security Council": ("", "IGO", "UN"),
    "NATO": ("", "IGO", "NATO"),
    "Amnesty International": ("", "NGO", ""),
    "protesters": ("", "CVL", ""),
    "the minister": ("", "GOV", ""),
}


@pytest.mark.parametrize("phrase", KNOWN)
def test_known_phrases(phrase: str) -> None:
    assert code_of(phrase) == Codes(*KNOWN[phrase])


@pytest.mark.parametrize("phrase", ["Smith", "us", "the table", "Georgia", "Congo", "", "Jerusalem", "a turkey"])
def test_what_is_not_known_is_not_guessed(phrase: str) -> None:
    assert code_of(phrase) == Codes()
