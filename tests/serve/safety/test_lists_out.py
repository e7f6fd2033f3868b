"""Lists of feeds that go out: what a stranger's feed calls its site is no script for the next program."""

from nutgraf.model import Feed
from nutgraf.subscribing import opml_of


def test_sites_that_are_no_addresses_of_the_web_are_left_out() -> None:
    sites = ("javascript:alert(1)", " JaVaScript:x", "data:text/html,x", "vbscript:x", "https://a.example/")
    text = opml_of([Feed(f"https://f{n}.example/", site=site) for n, site in enumerate(sites)])
    assert text.count("htmlUrl") == 1
    assert 'htmlUrl="https://a.example/"' in text
    assert "script:" not in text
