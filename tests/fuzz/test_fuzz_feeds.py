"""Whatever bytes arrive, sources yield items and our errors, nothing else."""

import gzip
import io
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nutgraf.errors import InputError
from nutgraf.model import Done, Failed
from nutgraf.settings import Limits
from nutgraf.sources.contents import read_contents
from nutgraf.sources.inflate import INFLATERS
from nutgraf.sources.open import open_source
from nutgraf.sources.outcome import Arrived
from nutgraf.sources.sniff import SUFFIXES, sniff
from nutgraf.sources.unpack import decode

SEEDS = [f.read_bytes() for f in sorted((Path(__file__).parent.parent / "cases" / "feeds").iterdir())]
PIECES = st.sampled_from(
    [
        p.replace(b"\\t", b"\t")
        for p in rb"""
<rss> <channel> <item> </item> <title> <![CDATA[ ]]> <!-- --> <!DOCTYPE [ <!ENTITY &amp; &nbsp; &#x0; &#xD800; <entry>
<feed\txmlns='http://www.w3.org/2005/Atom'> <content\ttype='xhtml'> <content\tmode='base64'> <link\thref='http://[x'/>
<pubDate>99\t99\t99999</pubDate> \txml:base='http://[' <source> { } "text" : , ] "version" <rdf:RDF> <a:b> +ADw-
<?xml\tversion='1.0'\tencoding='utf-7'?> <updated> <geo:lat>x</geo:lat> & < > ' " <itunes:duration>:: <media:group>
""".split()
    ]
)
FAST = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def read(data: bytes, suffix: str) -> None:
    try:
        outcomes = list(read_contents(Arrived("f", data, suffix), Limits(max_entries=50)))
    except InputError as error:
        outcomes = [Failed.of(error, "f")]
    for outcome in outcomes:
        if isinstance(outcome, Done):
            item = outcome.value
            assert isinstance(item.body, bytes) or item.body.encode("utf-8") or item.url  # no half surrogate passes
            assert item.address.startswith("f")
        else:
            assert outcome.message.startswith("f")
            assert outcome.message.endswith(".")


@FAST
@given(st.lists(PIECES | st.binary(max_size=8), max_size=40), st.sampled_from([*SUFFIXES, ""]))
def test_pieces_of_feeds_and_records(pieces: list[bytes], suffix: str) -> None:
    read(b"".join(pieces), suffix)


@FAST
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=8), st.data())
def test_damaged_feeds(seed: bytes, damage: list[tuple[float, bytes]], data: st.DataObject) -> None:
    for where, what in damage:
        at = int(where * len(seed))
        seed = seed[:at] + what + seed[at + data.draw(st.integers(0, 30)) :]
    read(seed, ".xml")


@FAST
@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_on_standard_input(data: bytes, packed: bool) -> None:
    stream = io.BytesIO(gzip.compress(data) if packed else data)
    assert all(isinstance(o, Done | Failed) for o in open_source(["-"], Limits(), stdin=stream).items())


@FAST
@given(st.binary(max_size=200), st.text(max_size=12))
def test_decoding_never_fails(data: bytes, charset: str) -> None:
    assert decode(data, charset).encode("utf-8") is not None
    assert sniff(data) in {"binary", "empty", *SUFFIXES.values()}


@FAST
@given(st.binary(max_size=2000), st.integers(1, 50), st.integers(1, 2500))
def test_the_inflater_gives_back_what_was_packed_and_no_more_than_asked(data: bytes, step: int, most: int) -> None:
    packed, inflater, out = gzip.compress(data), INFLATERS["gzip"](), b""
    for at in range(0, len(packed), step):
        out += inflater.feed(packed[at : at + step], most - len(out)) if len(out) < most else b""
    assert out == data[:most]
