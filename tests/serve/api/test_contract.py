"""The API keeps its own description, whatever it is asked: schemathesis over a real server.

`NUTGRAF_CONTRACT_EXAMPLES=100` asks far more; `python -m bench contract` does the same with all phases.
"""

import os

from bench.contract import served, walk
from nutgraf.settings import Settings
from nutgraf.views import Newsstand


def test_no_answer_breaks_the_description(newsstand: Newsstand) -> None:
    examples = int(os.environ.get("NUTGRAF_CONTRACT_EXAMPLES", "10"))
    with served(newsstand, Settings()) as base:
        made = walk(base, examples, seed=20261130, phases=("examples", "fuzzing"))
    assert made.broken == []
    assert made.server_errors == 0
    assert made.cases > 150
    assert made.statuses[200] > 30, "good requests were among them"
    assert made.statuses[422] > 30, "and bad ones"
