"""What is seen of a sentence without a parse: leaning, certainty, who speaks."""

import pytest

from nutgraf.briefs.plainly.alike import Alike, keys_of
from nutgraf.briefs.plainly.signs import certainty_of, closed, dateline_of, fault, speaker_of
from nutgraf.briefs.plainly.titles import clean_plainly
from nutgraf.briefs.plainly.tongues import TONGUES, main_language, tongue_of

ALONE = [
    ("de", "Der Stadtrat von Ostheim hat den Abriss der Brücke beschlossen."),
    ("fr", "Le conseil municipal de Montclair a voté la démolition du pont."),
    ("es", "El concejo de Puerto Alba votó a favor de derribar el puente."),
    ("it", "Il consiglio comunale di Valdara ha votato la demolizione del ponte."),
    ("pt", "A câmara de Porto Velo votou a favor da demolição da ponte."),
    ("ru", "Городской совет Заречья проголосовал за снос старого моста."),
    ("uk", "Міська рада Заріччя проголосувала за знесення старого мосту."),
    ("tr", "Akçalı belediye meclisi eski köprünün yıkılmasına karar verdi."),
    ("ar", "صوت مجلس مدينة النور لصالح هدم الجسر القديم."),
    ("zh", "江城市议会投票决定拆除林河大桥并建设新桥。"),
    ("ja", "湊市議会は古い港橋を撤去する議案を賛成多数で可決した。"),
]

LEANS = [
    ("de", "Er kündigte an, dass die Brücke im Sommer öffnet."),
    ("de", "Die Stadt hat diese Brücke vor zehn Jahren gebaut."),
    ("fr", "Elle a ajouté que le pont serait démoli avant la fin de l'année."),
    ("es", "Además, el concejo votó a favor de derribar el puente."),
    ("it", "Questo ponte sarà demolito entro la fine dell'anno."),
    ("pt", "Além disso, a câmara votou a favor da demolição da ponte."),
    ("ru", "Об этом сообщила пресс-служба мэрии города Заречья."),
    ("uk", "Про це повідомила пресслужба мерії міста Заріччя."),
    ("tr", "Bu karar kentte büyük tartışmalara yol açtı ve protesto edildi."),
    ("ar", "وأضاف أن الجسر سيهدم قبل نهاية العام المقبل."),
    ("zh", "该桥建成已有九十多年，每天通行车辆很多。"),
    ("ja", "同市は新しい橋の建設を急いでいると説明した。"),
]

CERTAIN = [
    ("de", "Der Täter war angeblich betrunken.", "unconfirmed"),
    ("de", "Die Brücke soll 2027 eröffnet werden.", "planned"),
    ("de", "Der Minister wies die Vorwürfe zurück.", "denied"),
    ("de", "Laut Polizei starben zwei Menschen.", "said"),
    ("de", "Zwei Menschen starben bei dem Brand.", "reported"),
    ("de", "Die Pfeiler werden derzeit geprüft.", "reported"),
    ("fr", "Le suspect aurait pris la fuite.", "unconfirmed"),
    ("fr", "Le pont sera démoli en mars.", "planned"),
    ("es", "El presunto autor fue detenido.", "unconfirmed"),
    ("es", "El gobierno negó las acusaciones.", "denied"),
    ("it", "Il ponte sarà demolito a marzo.", "planned"),
    ("pt", "Segundo a polícia, duas pessoas morreram.", "said"),
    ("ru", "По данным полиции, погибли двое.", "said"),
    ("ru", "Водитель якобы был пьян.", "unconfirmed"),
    ("uk", "Водій нібито був п'яний.", "unconfirmed"),
    ("tr", "Sürücünün alkollü olduğu iddia edildi.", "unconfirmed"),
    ("ar", "ونفت الوزارة هذه الأنباء.", "denied"),
    ("ar", "افتتحت الوزيرة المستشفى الجديد.", "reported"),
    ("zh", "警方尚未证实死亡人数。", "unconfirmed"),
    ("zh", "反对派议员出席了会议。", "reported"),
    ("ja", "運転手は酒を飲んでいたとみられる。", "unconfirmed"),
    ("ja", "会社は指摘を否定した。", "denied"),
]

SPEAKERS = [
    ("de", "„Wir konnten das Risiko nicht länger tragen“, sagte Bürgermeisterin Maria Kellner nach der Sitzung.",
     "Bürgermeisterin Maria Kellner"),
    ("de", "„Wir konnten das Risiko nicht länger tragen“, sagte Maria Kellner Reportern.", ""),
    ("fr", "« Il n'y a aucun blessé grave à déplorer », a déclaré le préfet Marc Delaunay.", "Marc Delaunay"),
    ("es", "“Es un acuerdo justo para todas las familias”, dijo la portavoz Lucía Herrera.", "Lucía Herrera"),
    ("ru", "«Все жители нижней улицы вывезены в безопасное место», — сказала мэр Ольга Смирнова.", "Ольга Смирнова"),
    ("zh", "市长李明说：“我们不能再拿市民的安全去冒险了。”", "市长李明"),
    ("ja", "山本誠市長は記者団に「市民の安全をこれ以上危険にさらせない」と述べた。", "山本誠市長"),
    ("de", "Maria Kellner sprach von „einer Last“.", ""),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), ALONE)
def test_a_plain_sentence_stands_alone(language: str, text: str) -> None:
    assert fault(text, tongue_of(language)) == ""


@pytest.mark.parametrize(("language", "text"), LEANS)
def test_what_points_back_does_not(language: str, text: str) -> None:
    assert fault(text, tongue_of(language)) == "leans"


FAULTS = [
    ("de", "Warum wurde die Brücke in Ostheim nicht früher gesperrt?", "asks or trails off"),
    ("de", "Lesen Sie hier alles über den Abriss der Lindenbrücke.", "furniture"),
    ("de", "Mir scheint der Abriss der Brücke ganz richtig zu sein.", "in person"),
    ("de", "„Wir gehen alle morgen früh zum alten Hafen hinunter.“", "quote-alone"),
    ("de", "„Wir gehen alle zum alten Hafen hinunter“, sagte er.", "unnamed-speaker"),
    ("de", "Der Rat nannte das „eine Last und wollte die Brücke nicht mehr.", "quote-open"),
    ("zh", "相关阅读：江城市民如何绕行新的林河大桥施工路段。", "furniture"),
    ("ja", "「市民の安全をこれ以上危険にさらすことはできない」と語った。", "unnamed-speaker"),
    ("de", "a" * 1_000_000, "length"),
]


@pytest.mark.parametrize(("language", "text", "why"), FAULTS)
def test_what_cannot_stand_says_why(language: str, text: str, why: str) -> None:
    assert fault(text, tongue_of(language)) == why


@pytest.mark.parametrize(("language", "text", "certainty"), CERTAIN)
def test_marker_words_lower_certainty(language: str, text: str, certainty: str) -> None:
    assert certainty_of(text, tongue_of(language))[0] == certainty


@pytest.mark.parametrize(("language", "text", "speaker"), SPEAKERS)
def test_a_speaker_is_named_only_beside_his_words(language: str, text: str, speaker: str) -> None:
    assert speaker_of(text, tongue_of(language)) == speaker


DATELINES = [
    ("BERLIN (dpa) - Der Rat tagt.", "BERLIN (dpa) - "),
    ("PARIS (AFP) — Le conseil a voté.", "PARIS (AFP) — "),
    ("MADRID, 4 Jun. (EUROPA PRESS) - El juez decidió.", "MADRID, 4 Jun. (EUROPA PRESS) - "),
    ("(ANSA) - ROMA, 04 GIU - Il giudice ha deciso.", "(ANSA) - ROMA, 04 GIU - "),
    ("新华社北京6月4日电（记者王芳）市议会投票。", "新华社北京6月4日电（记者王芳）"),
    ("【東京共同】市議会は可決した。", "【東京共同】"),
    ("Berlin (dpa) – Der Rat tagt.", "Berlin (dpa) – "),
    ("القاهرة (رويترز) - وافق المجلس.", "القاهرة (رويترز) - "),
    ("Der Rat (23 Sitze) - so der Sprecher - tagt.", ""),
    ("Die Partei (SPD) stimmte zu.", ""),
]


@pytest.mark.parametrize(("text", "dateline"), DATELINES)
def test_a_plain_dateline_is_found(text: str, dateline: str) -> None:
    assert dateline_of(text) == dateline


def test_quotation_marks_of_all_habits_pair() -> None:
    for text in (
        "„Ja“, sagte sie.",
        "»Ja«, sagte sie.",
        "« Oui », dit-elle.",
        "他说：“好。”",
        "彼は「はい」と言った。",
    ):
        assert closed(text)
    for text in ("„Ja, sagte sie.", "Ja“, sagte sie.", "他说：“好。"):
        assert not closed(text)


@pytest.mark.parametrize(
    ("language", "title", "outlet", "clean"),
    [
        ("de", "Eilmeldung: Rat stimmt für Abriss", "Tal-Bote", "Rat stimmt für Abriss"),
        ("fr", "VIDEO - Le pont est fermé | Le Val", "Le Val", "VIDEO - Le pont est fermé"),
        ("tr", "Son dakika: Grev bitti", "Haber", "Grev bitti"),
        ("zh", "快讯：市议会通过决议_江城网", "江城网", "市议会通过决议"),
        ("ja", "【速報】港橋を撤去へ｜湊日報", "湊日報", "港橋を撤去へ"),
        ("ar", "عاجل: افتتاح المستشفى", "الساحل", "افتتاح المستشفى"),
        ("de", "Rat gegen Rat - ein Streit", "Tal-Bote", "Rat gegen Rat - ein Streit"),
    ],
)
def test_titles_lose_label_and_outlet(language: str, title: str, outlet: str, clean: str) -> None:
    text, edits = clean_plainly(title, outlet, tongue_of(language))
    assert text == clean
    assert sum(len(edit.before) for edit in edits) == len(title) - len(clean)


def test_keys_see_one_word_through_its_endings_and_scripts() -> None:
    assert set(keys_of("Die Brücken")) & set(keys_of("der Brücke wegen")) == {"brucke"}
    assert "大桥" in keys_of("林河大桥")
    assert set(keys_of("المستشفى")) == set(keys_of("ومستشفى")) or keys_of("المستشفى") == keys_of("مستشفى")


def test_the_same_count_of_the_same_thing_is_said_once() -> None:
    import numpy as np

    texts = ["Вода затопила 140 домов.", "Спасатели обошли 140 домов в среду.", "Погибли двое.", "Мост закрыт."]
    alike = Alike(texts, np.eye(4, dtype=np.float32))
    assert alike.same(0, 1)
    assert not alike.same(2, 3)


def test_every_tongue_has_what_dates_need() -> None:
    for tongue in TONGUES.values():
        assert (len(tongue.weekdays), len(tongue.months)) == (7, 12)
        assert all((tongue.leans, tongue.says, tongue.open, tongue.denied, tongue.ahead, tongue.past, tongue.days))
    assert tongue_of("xx").name.endswith("(xx)")
    assert main_language(["fr", "de", "de", "und"]) == "de"


@pytest.mark.parametrize(
    "text",
    [
        "Die Partei (SPD) – gegründet 1863 – stimmte zu.",
        "Angela Muster (CDU) – die Kanzlerin – sprach.",
        "Le président (Verts) - élu en 2020 - a voté.",
        "Мэр (Смирнова) — глава города — согласилась.",
    ],
)
def test_a_subject_with_a_bracket_is_no_dateline(text: str) -> None:
    assert dateline_of(text) == ""
