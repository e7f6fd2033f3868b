"""What tells no act though its verb could: weather and prices, matches, and everyday life without a body of any state.

Rule 1: what cannot act does not act: "oil prices hit a high", "snow forced the closure of two passes".
Rule 2: a match is no battle: "the striker hit the post", "the hosts threatened only once".
Rule 3: an everyday verb tells an act between states, armies, parties, courts or named people, else it is everyday life:
"the pool reopened on Monday", "parents supported the school fair".
"""

from nutgraf.ledger.acts.act import Act
from nutgraf.ledger.cues import words
from nutgraf.ledger.tree import Tree

THINGS = words(
    """price oil gas rate inflation sale share stock market index currency dollar euro yield profit revenue cost demand
    supply trade economy growth snow rain storm wind lightning thunder heatwave heat cold frost fog hurricane typhoon
    cyclone tornado flood fire blaze wildfire earthquake quake tremor volcano eruption avalanche landslide drought sea
    river ice wave weather temperature climate virus parasite bacteria disease infection outbreak drug vaccine protein
    cell gene film show book novel song album play series exhibition game match software app phone car train bus plane
    road roadwork traffic bridge tunnel building house school pool library shop store cafe restaurant hotel museum
    power outage signal fault error delay bug technology machine engine satellite
    rocket probe telescope asteroid field animal dog cat bear wolf shark whale bird fish plant tree crop"""
)
"""Nouns that cannot act."""
PLAY = words(
    """striker goalkeeper midfielder defender winger batsman batter pitcher bowler quarterback fielder innings wicket
    semi-final quarter-final semifinal quarterfinal halftime half-time stoppage equaliser equalizer goal
    hat-trick tennis golf rugby cricket football soccer basketball baseball hockey cyclist peloton podium
    medal championship tournament league cup derby champion trophy coach teammate squad
    scorer referee stadium tackle"""
)
"""Words of sport."""
EVERYDAY = words(
    """close reopen approve support hit ease beat fly supply ship return suspend defend meet praise strike call
    dissolve retreat award force shoot begin capture promise agree take work inspect welcome fight launch
    appeal discuss pay step warn receive die visit host open cut drop raise
    shut cancel delay break damage fire push invite offer help join provide give share require allow
    deliver hold want demonstrate serve show lead make move protect recommend suggest train send use ask assist
    tour arrive travel speak talk thank honour honor celebrate
    restrict limit replace remove resign end cooperate collaborate collect feed treat donate
    fund finance sponsor search check review examine challenge object decline"""
)
"""Verbs that tell an act of politics and, as often, none."""
OF_STATE = words(
    """government minister ministry president premier chancellor parliament senate congress lawmaker legislator senator
    governor mayor council army troop soldier military navy force warship rebel militant militia insurgent guerrilla
    fighter gunman terrorist police court judge prosecutor tribunal opposition party embassy ambassador diplomat envoy
    spokesman spokeswoman spokesperson official authority administration regime junta king queen country nation state
    leader protester demonstrator activist union refugee migrant civilian hostage prisoner detainee ally delegation
    commission alliance bloc coalition sanction ceasefire border cabinet sanctions secretary regulator watchdog"""
)
"""Nouns for bodies of a state, its opponents, and those whom politics hits."""
_NAMED = frozenset({"GPE", "NORP", "PERSON", "ORG"})


def everyday(tree: Tree, act: Act) -> bool:
    """Tell whether an act is only everyday life."""
    thing = act.actor is not None and tree[act.actor].pos == "NOUN" and tree.lemma(act.actor) in THINGS
    if act.actor is not None and thing and not _of_state(tree, act.actor):
        return True
    parties = [n for n in (act.actor, act.recipient) if n is not None]
    if any(_of_state(tree, n) for n in parties):
        return False
    lemmas = {tree.lemma(n) for n in range(len(tree.tokens))}
    return bool(lemmas & PLAY) or tree.lemma(act.trigger) in EVERYDAY


def _of_state(tree: Tree, n: int) -> bool:
    near = (n, *tree.children(n, "compound", "amod", "poss", "nmod", "appos"))
    return any(tree[k].entity in _NAMED or tree.lemma(k) in OF_STATE for k in near)
