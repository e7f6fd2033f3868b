"""Given names that are nearly always a man's or a woman's, to contradict a pronoun; never to prove one.

Common names of several languages, written from general knowledge; names borne by both (Alex, Robin, Jordan, Andrea) are
left out on purpose.
"""

from nutgraf.briefs.checks.guarded import listed

MEN = listed(
    """
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
    mark donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey jeff
    ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank
    alexander raymond patrick jack dennis jerry tyler aaron jose adam henry nathan douglas zachary peter kyle
    walter ethan jeremy harold keith christian roger noah gerald carl terry sean austin arthur lawrence jesse
    dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne ralph roy eugene randy
    vincent russell louis philip bobby johnny bradley mike jim bob bill tom dan ben sam steve dave chuck mitch
    rick ted tim ron don barack bernie vladimir volodymyr dmitry sergei sergey andriy oleksandr viktor igor yuri
    ivan boris emmanuel olaf friedrich hakan recep mehmet ahmed mohammed muhammad mohammad ali hassan hussein
    omar abdullah benjamin yair itzhak narendra xi kim pedro carlos luis miguel jorge pablo diego antonio
    francisco giuseppe matteo mario marco giovanni luca hans karl klaus jürgen wolfgang jean pierre jacques
    françois antoine rishi keir nigel gordon hiroshi shinzo rodrigo jair nicolás gustavo javier
    """
) - {"jordan", "kim", "christian", "jean"}
"""Given names of men."""

WOMEN = listed(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret
    ashley kimberly emily donna michelle carol amanda melissa deborah stephanie dorothy rebecca sharon laura
    cynthia amy kathleen angela shirley brenda emma anna pamela nicole samantha katherine christine helen debra
    rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly
    christina joan evelyn judith andrea hannah jacqueline martha gloria teresa sara janice kathryn ann anne jean
    abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa diana
    natalie brittany charlotte marie kayla alexis lori hillary melania ivanka nikki kamala angela ursula giorgia
    marine theresa nancy kirsten elena olga natalia tatiana svetlana irina ekaterina yulia olena oksana iryna
    fatima aisha leila layla zainab maryam mariam ayşe elif claudia cristina carmen lucia sofia valentina
    gabriela dilma annalena jacinda greta malala sonia priyanka indira mei yuki
    maryanne marianne savannah rosalynn tiffany megan meghan katie kate
    katy carly elise tammy tulsi debbie betsy kellyanne sally wendy phyllis loretta condoleezza madeleine zoe chloe
    lucy lily grace ella eva ingrid astrid greta hanna katja birgit monika ewa agnieszka magdalena beata
    """
) - {"andrea", "kelly", "jean", "alexis"}
"""Given names of women."""


def contradicts(pronoun: str, name: str) -> bool:
    """Tell whether a full name is nearly never borne by somebody called by this pronoun ("he", "she")."""
    wrong = {"he": WOMEN, "his": WOMEN, "she": MEN, "her": MEN}.get(pronoun.casefold(), frozenset())
    return any(given.casefold() in wrong for given in name.split()[:-1])
