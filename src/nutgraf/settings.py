"""Settings, parsed once and passed along; there is no global."""

from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Literal


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what strangers may send us."""

    max_bytes: int = 20_000_000
    """Largest item after unpacking, in bytes."""
    max_file_bytes: int = 2_000_000_000
    """Most bytes read from one file of records, after unpacking; its records are read one at a time."""
    max_entries: int = 20_000
    """Most entries or records taken from one feed or file."""
    timeout_s: float = 20.0
    """Longest wait for one address, in seconds."""
    max_redirects: int = 5
    """Most redirects followed for one address."""
    allow_private: bool = False
    """True lets addresses of private networks be fetched."""
    allow_hosts: tuple[str, ...] = ()
    """Addresses of private networks that may be fetched all the same, each `host:port` ("10.0.0.5:8080")."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How politely the web is asked."""

    contact: str = ""
    """Address or mail of whoever runs this, told to servers; empty for none."""
    at_once: int = 64
    """Most requests under way."""
    per_host: int = 2
    """The same for one host."""
    host_delay_s: float = 0.5
    """Least seconds between the beginnings of two requests to one host."""
    from_environment: bool = False
    """Use the proxies and certificates that the environment names (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE and such).
    A proxy hides where a connection leads: private addresses are then refused as far as they can be told here."""

    def __post_init__(self) -> None:
        """Refuse what cannot be; raises ValueError with the reason."""
        if self.at_once < 1 or self.per_host < 1:
            raise ValueError("manners: at_once and per_host are at least 1")
        if not 0 <= self.host_delay_s < float("inf"):
            raise ValueError("manners: host_delay_s is 0 or more seconds")
        if not self.contact.isprintable():
            raise ValueError("manners: contact is one line of text")


@dataclass(frozen=True, slots=True)
class Owner:
    """Outlets that belong together."""

    name: str
    """Who owns them."""
    outlets: tuple[str, ...]
    """Their names, or hosts, as articles give them."""
    apart: bool = False
    """True when their newsrooms report apart: then they are one voice only where they print the same text."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """How articles become stories; how each number was found stands in docs/design/020-grouping.md."""

    half_life_h: float = 48.0
    """Hours after which a pair of articles counts half in the mean of a story."""
    window_days: float = 365.0
    """Days for which a story takes in more; the pair model says how likely after so long."""
    most_live: int = 30_000
    """Newest articles an arrival may be compared with: in a dense stream this bound comes before the window."""
    recent_days: float = 30.0
    """Days whose articles are candidates before all others."""
    candidates: int = 45
    """Live articles of the recent days that are compared in full, those sharing most weight of rare terms first."""
    late_candidates: int = 15
    """Older live articles that are compared in full, for late follow-ups."""
    meet_at: float = 0.03
    """Least shared weight of rare terms from which two articles are compared at all, 0 to 1."""
    join_at: float = 0.38
    """Least fit with which an article joins a story on arrival: a mean probability, 0 to 1."""
    settle_at: float = 0.36
    """Least mean probability with which two groups are one story afterwards, 0 to 1."""
    arc_at: float = 0.15
    """Least likeness with which two events are one running story, 0 to 1."""
    arc_half_life_h: float = 24.0
    """Hours after which a pair of articles counts half in the likeness of two events."""
    arc_stale_half_life_h: float = 36.0
    """Hours between their nearest articles after which the likeness of two events is half."""
    arc_opinion_at: float = 0.08
    """Least likeness with which a lone opinion piece joins a running story."""
    owners: tuple[Owner, ...] = ()
    """Owners beside those of `stories/owners.toml`; an outlet named here leaves the owner it has there."""
    opinion_at: float = 0.2
    """The same for a lone opinion piece: it makes no event of its own, and tells little of the one it is about."""


@dataclass(frozen=True, slots=True)
class Linking:
    """When stories of two languages are linked; how each number was found stands in docs/design/080-languages.md."""

    link_at: float = 0.52
    """Least score: cosine of the vectors, with what evidence adds and time takes."""
    name: float = 0.04
    """Added for each rare name that both use, up to three."""
    number: float = 0.06
    """The same for numbers."""
    day: float = 0.03
    """Added when both name one calendar day."""
    most_evidence: float = 0.2
    """Most that evidence adds."""
    rare_in: int = 40
    """Stories in which a name may stand to count as rare."""
    fade: float = 0.2
    """Taken off for stories `fade_days` or more apart; less for fewer."""
    fade_days: float = 7.0
    """Days; see `fade`."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How long a brief may be; the numbers are the design's promise."""

    headline_words: int = 14
    """Most words of the headline, as long as one title of the story keeps to it."""
    headline_words_at_worst: int = 24
    """Most words when none does: a long headline is better than no brief."""
    summary_words: int = 120
    """Most words of the summary."""
    summary_lines: tuple[int, int] = (3, 5)
    """Fewest and most lines of the summary."""
    context_lines: tuple[int, int] = (2, 5)
    """Fewest and most lines of the context."""
    points: tuple[int, int] = (5, 9)
    """Fewest and most points of Dive Deeper."""
    point_words: int = 45
    """Most words of a point."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """How the newsroom works from round to round."""

    window_days: float = 7.0
    """Days back over which articles are grouped anew in each round; what is older stays as it was."""
    pages: bool = True
    """Fetch the page of an entry that carries a teaser only."""
    pages_per_round: int = 500
    """Most pages fetched in one round; entries beyond it are read from their teasers."""
    least_articles: int = 2
    """Articles from which a story is briefed by itself; `nutgraf show` briefs any."""
    briefs_per_round: int = 60
    """Most stories briefed in one round; the others wait for the next."""
    most_articles: int = 60
    """Newest articles that a brief is written from; the earlier editions tell the rest."""
    processes: int = 0
    """Processes that read pages side by side when there are many; 0 for one a processor, 1 for none beside this."""
    shortest_interval_s: float = 600.0
    """Least seconds between two fetches of a feed that brings news all the time."""
    first_interval_s: float = 1_800.0
    """Seconds between the first two fetches."""
    longest_interval_s: float = 86_400.0
    """Most seconds between two fetches, also of a feed that fails."""


@dataclass(frozen=True, slots=True)
class Serving:
    """The web reader, the API and the feeds that go out."""

    title: str = "Nutgraf"
    """Name of the paper, on every page."""
    host: str = "127.0.0.1"
    """Address listened at; anything but this machine's own needs a user, or `public`."""
    port: int = 8080
    """Port listened at."""
    base_url: str = ""
    """Address under which readers reach it from outside ("https://news.example.org"); empty: as asked for."""
    hosts: tuple[str, ...] = ()
    """Names under which it answers, beside this machine's own and that of `base_url`."""
    public: bool = False
    """Anybody may read, nobody may change anything without logging in."""
    proxies: tuple[str, ...] = ()
    """Addresses, or networks (10.0.0.0/8), of reverse proxies whose X-Forwarded-For and -Proto are believed."""
    user_header: str = ""
    """Header in which such a proxy names the reader it let in ("Remote-User"); empty: none is believed."""
    session_days: float = 30.0
    """Days for which a login holds without use."""
    tries: int = 10
    """Failed logins of one name or address within fifteen minutes after which it has to wait."""
    page_stories: int = 12
    """Stories on the front page."""
    since: str = "24h"
    """How far back the front page looks."""

    def __post_init__(self) -> None:
        """Refuse what cannot be; raises ValueError with the reason."""
        if not 0 <= self.port < 65536:
            raise ValueError("serving: port lies between 0 and 65535")
        if self.base_url and not self.base_url.startswith(("http://", "https://")):
            raise ValueError("serving: base_url begins with http:// or https://")
        for one in self.proxies:
            ip_network(one, strict=False)  # its ValueError names what is no address
        if self.user_header and not self.proxies:
            raise ValueError("serving: user_header is believed from proxies only, and none is named")
        if self.tries < 1 or not 0 < self.session_days <= 3_650:
            raise ValueError("serving: tries is at least 1, session_days is more than 0 and at most 3650")


@dataclass(frozen=True, slots=True)
class Mail:
    """Mail that goes out."""

    host: str = ""
    """SMTP server; empty: no mail."""
    port: int = 587
    """Its port."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """How the connection is kept private; `none` only for a server on this machine."""
    user: str = ""
    """Name to log in with; empty: without login."""
    password: str = ""
    """Its password; better in the environment (NUTGRAF_MAIL_PASSWORD) than in a file."""
    sender: str = ""
    """From whom ("News <news@example.org>")."""
    timeout_s: float = 30.0
    """Longest wait for the server, in seconds."""
    hour: int = 6
    """Hour of the day (UTC) at which the daily digest is due."""


@dataclass(frozen=True, slots=True)
class ModelUse:
    """A language model that may word lines, at any endpoint that speaks OpenAI's protocol; off unless asked for."""

    mode: Literal["traced", "model, traced", "model, judged"] = "traced"
    """How briefs are written; `traced` is offline, and nothing is sent."""
    url: str = ""
    """Where the endpoint lies, up to `/v1` ("http://127.0.0.1:11434/v1"); empty: there is none."""
    name: str = ""
    """The model's name at the endpoint ("llama3.1:8b")."""
    key_variable: str = "NUTGRAF_ENDPOINT_KEY"
    """Variable of the environment that holds the endpoint's key, which stands in no file; unset: none is sent."""
    plain_key: bool = False
    """Send the key also over http to another machine, where others may read it on its way."""
    timeout_s: float = 60.0
    """Longest wait for one answer, from the first byte sent to the last received, in seconds."""
    tries: int = 2
    """Most requests for one answer, when the endpoint fails or is busy."""
    again: int = 2
    """Most times that refused lines are sent back with the reasons, 0 to 2."""
    by_layer: bool = False
    """Ask for one layer at a time: more questions, each shorter, for a model that reads only a few thousand tokens."""
    answer_tokens: int = 2_000
    """Most tokens of one answer."""
    structured: Literal["schema", "object", "text"] = "schema"
    """How answers are kept to JSON: by a schema, as any JSON object, by words alone. Where one is refused, the next."""
    seed: int = 7
    """Sent with temperature 0, so that the same asking gets the same answer where the endpoint can."""
    price_in: float = 0.0
    """Price of a million tokens sent, in any currency; 0 for one's own machine."""
    price_out: float = 0.0
    """Price of a million tokens answered, in the same currency."""
    most_tokens: int = 200_000
    """Most tokens a run may take, sent and answered; then briefs come offline."""
    most_cost: float = 1.0
    """Most that a run may cost, in the currency of the prices; then briefs come offline."""
    keep: bool = True
    """Keep answers in the cache folder, so that nothing is asked twice."""

    def __post_init__(self) -> None:
        """Refuse what cannot be; raises ValueError with the reason."""
        if self.url and not self.url.startswith(("http://", "https://")):
            raise ValueError("model: url begins with http:// or https://")
        if "@" in self.url.partition("://")[2].partition("/")[0]:
            raise ValueError("model: url holds no name or password; the key stands in the environment")
        if self.url and not self.name:
            raise ValueError("model: an endpoint needs the name of the model to ask for")
        if self.mode != "traced" and not self.url:
            raise ValueError("model: this mode needs the url of an endpoint")
        if self.tries < 1 or not 0 <= self.again <= 2:
            raise ValueError("model: tries is at least 1, again lies between 0 and 2")
        if not 0 < self.timeout_s <= 3_600 or not 1 <= self.answer_tokens <= 100_000:
            raise ValueError("model: timeout_s lies between 0 and 3600, answer_tokens between 1 and 100000")
        if min(self.price_in, self.price_out, self.most_cost, self.most_tokens) < 0:
            raise ValueError("model: prices and ceilings are 0 or more")


@dataclass(frozen=True, slots=True)
class JudgeUse:
    """A second opinion on free wording, for the mode "model, judged" alone: an entailment model or an endpoint."""

    path: str = ""
    """Folder of an entailment model: model.onnx, tokenizer.json and config.json; empty: none."""
    url: str = ""
    """Endpoint of another model than the writer's, up to `/v1`; empty: none. Give this or `path`."""
    name: str = ""
    """That model's name at the endpoint; beside `path`, what briefs call the judge (empty: the folder's name)."""
    key_variable: str = "NUTGRAF_JUDGE_KEY"
    """Variable of the environment that holds the endpoint's key; unset: none is sent."""
    plain_key: bool = False
    """Send the key also over http to another machine."""
    timeout_s: float = 30.0
    """Longest wait for one opinion of an endpoint, in seconds."""
    least: float = 0.9
    """Least probability of entailment at which free wording passes, 0.5 to 1."""
    most_against: float = 0.05
    """Most probability of contradiction at which it still passes, 0 to 0.5; an endpoint only says yes or no."""
    most_tokens: int = 512
    """Most tokens that an entailment model reads at once; what stands at the end of longer evidence is not read."""
    threads: int = 2
    """Processors that an entailment model uses."""

    def __post_init__(self) -> None:
        """Refuse what cannot be; raises ValueError with the reason."""
        if self.path and self.url:
            raise ValueError("judge: give a path or a url, not both")
        if self.url and not self.url.startswith(("http://", "https://")):
            raise ValueError("judge: url begins with http:// or https://")
        if self.url and not self.name:
            raise ValueError("judge: an endpoint needs the name of the model to ask")
        if not 0.5 <= self.least <= 1 or not 0 <= self.most_against <= 0.5:
            raise ValueError("judge: least lies between 0.5 and 1, most_against between 0 and 0.5")
        if not 0 < self.timeout_s <= 3_600 or not 16 <= self.most_tokens <= 100_000 or not 1 <= self.threads <= 64:
            raise ValueError("judge: timeout_s, most_tokens (16 or more) or threads cannot be")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; each part has sensible defaults."""

    limits: Limits = field(default_factory=Limits)
    """Bounds on input."""
    manners: Manners = field(default_factory=Manners)
    """How politely the web is asked."""
    grouping: Grouping = field(default_factory=Grouping)
    """How articles become stories."""
    linking: Linking = field(default_factory=Linking)
    """When stories of two languages are linked."""
    shape: Shape = field(default_factory=Shape)
    """How long a brief may be."""
    rounds: Rounds = field(default_factory=Rounds)
    """How the newsroom works from round to round."""
    serving: Serving = field(default_factory=Serving)
    """The web reader, the API and the feeds that go out."""
    mail: Mail = field(default_factory=Mail)
    """Mail that goes out."""
    model: ModelUse = field(default_factory=ModelUse)
    """The language model that may word lines."""
    judge: JudgeUse = field(default_factory=JudgeUse)
    """What gives a second opinion on free wording."""
