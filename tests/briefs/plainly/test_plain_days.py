"""Day words of eleven languages: dated where the words leave no doubt, left alone where they do."""

from datetime import UTC, date, datetime

import pytest

from nutgraf.briefs.plainly.days import find_dates, find_day_words, undatable
from nutgraf.briefs.plainly.tongues import tongue_of

WEDNESDAY = datetime(2025, 6, 4, 12, tzinfo=UTC)

DATED = [
    ("de", "Der Rat stimmte am Mittwoch zu.", "Mittwoch (4. Juni)"),
    ("de", "Der Rat hat die Brücke am Montag gesperrt.", "Montag (2. Juni)"),
    ("de", "Am Freitag soll das Gericht entscheiden.", "Freitag (6. Juni)"),
    ("de", "Am Montag wurden 14 Menschen verletzt.", "Montag (2. Juni)"),
    ("es", "El lunes 14 obreros murieron.", "lunes 2 de junio"),
    ("de", "Die Linie soll ab Freitag wieder fahren.", "Freitag (6. Juni)"),
    ("pt", "As chuvas desde domingo deixaram 12 mortos.", "domingo (1 de junho)"),
    ("de", "Seit Montag ist die Straße zu.", "Montag (2. Juni)"),
    ("de", "Die Wahl findet am kommenden Sonntag statt.", "kommenden Sonntag (8. Juni)"),
    ("de", "Gestern Abend brannte ein Haus.", "Gestern Abend (3. Juni)"),
    ("de", "Das Werk schloss im vergangenen Jahr.", "im vergangenen Jahr (2024)"),
    ("fr", "Le tribunal a condamné mardi le maire.", "mardi 3 juin"),
    ("fr", "Un feu a détruit mardi soir une usine.", "mardi soir (3 juin)"),
    ("fr", "La ministre doit venir jeudi sur place.", "jeudi 5 juin"),
    ("es", "El juez condenó el lunes al alcalde.", "lunes 2 de junio"),
    ("es", "El puerto reabrirá el viernes por la mañana.", "viernes por la mañana (6 de junio)"),
    ("it", "Il giudice ha condannato lunedì il sindaco.", "lunedì 2 giugno"),
    ("pt", "O juiz condenou na segunda-feira o prefeito.", "segunda-feira (2 de junho)"),
    ("ru", "Суд в понедельник арестовал мэра города.", "понедельник (2 июня)"),
    ("ru", "Дамба прорвалась вчера в Заречье.", "вчера (3 июня)"),
    ("uk", "Суд у понеділок заарештував мера міста.", "понеділок (2 червня)"),
    ("tr", "Mahkeme başkanı pazartesi günü tutukladı.", "pazartesi günü (2 Haziran)"),
    ("ar", "أعلنت الوزارة يوم الاثنين إغلاق الجسر.", "الاثنين 2 يونيو"),
    ("ar", "يبدأ العمل يوم الأحد المقبل في المستشفى.", "الأحد المقبل (8 يونيو)"),
    ("zh", "市议会周二通过了决议。", "周二（6月3日）"),
    ("zh", "大桥自周一起关闭。", "周一（6月2日）"),
    ("zh", "市议会3日通过决议。", "6月3日"),
    ("ja", "市議会は3日、議案を可決した。", "6月3日"),
    ("ja", "昨日、市議会が議案を可決した。", "昨日（6月3日）"),
]

DOUBTFUL = [
    ("de", "Der Rat verschob die Sitzung auf Freitag."),
    ("de", "Sie sagte, am Freitag beginne der Abriss."),
    ("de", "Die Brücke bleibt bis Freitag zu."),
    ("de", "Die Straße bleibt bis Mittwoch gesperrt."),
    ("de", "An jenem Freitag war es kalt gewesen."),
    ("de", "Das Gebäude wird heute als Museum genutzt."),
    ("de", "Das Deutschland von morgen altert."),
    ("de", "Die Zahlen kamen in der vergangenen Woche."),
    ("es", "El martes 27, la empresa despidió a los obreros."),
    ("de", "Am vorletzten Montag hat der Rat getagt."),
    ("fr", "La grève est prévue jusqu'à vendredi."),
    ("es", "La reunión se aplazó hasta el viernes."),
    ("ru", "Школы закрыты до пятницы."),
    ("tr", "İşbaşının cuma günü yapılacağını açıkladı."),
    ("zh", "市长宣布周五关闭大桥。"),
    ("zh", "市议会上周三通过决议。"),
    ("ja", "会議は先週開かれた。"),
]

DATED_ALREADY = [
    ("de", "Am Mittwoch, 4. Juni, stimmte der Rat zu."),
    ("fr", "Le mercredi 4 juin, le conseil a voté."),
    ("es", "El miércoles 4 de junio votó el concejo."),
    ("pt", "O conselho votou nesta quarta-feira (4)."),
    ("es", "El martes 3, la empresa despidió a los obreros."),
    ("zh", "市议会6月3日（周二）通过决议。"),
    ("ja", "市議会は6月3日に可決した。"),
    ("ja", "工事は3日間続いた。"),
    ("de", "Jeden Montag ist Markt, sagte der Bürgermeister."),
    ("de", "„Wir kommen morgen“, sagte Anna Roth."),
]


@pytest.mark.parametrize(("language", "text", "written"), DATED)
def test_a_day_beyond_doubt_is_dated(language: str, text: str, written: str) -> None:
    [word] = find_day_words(text, tongue_of(language), WEDNESDAY)
    assert word.after == written
    assert text[word.start : word.start + len(word.before)] == word.before


@pytest.mark.parametrize(("language", "text"), DOUBTFUL)
def test_a_day_in_doubt_is_not_dated(language: str, text: str) -> None:
    words = find_day_words(text, tongue_of(language), WEDNESDAY)
    assert words
    assert undatable(words, WEDNESDAY) == words


@pytest.mark.parametrize(("language", "text"), DATED_ALREADY)
def test_what_is_dated_or_a_habit_or_quoted_is_left_alone(language: str, text: str) -> None:
    assert find_day_words(text, tongue_of(language), WEDNESDAY) == ()


def test_today_is_not_dated_where_it_may_be_two_days() -> None:
    late = datetime(2025, 6, 4, 23, 30, tzinfo=UTC)  # past midnight in Madrid, not in Mexico
    [word] = find_day_words("Ayer murió el alcalde.", tongue_of("es"), late)
    assert word.after == ""
    [word] = find_day_words("昨天市长辞职了。", tongue_of("zh"), late)
    assert word.after == "昨天（6月4日）"


def test_without_a_published_time_weekdays_stand_and_today_does_not() -> None:
    weekday = find_day_words("Am Mittwoch stimmte der Rat zu.", tongue_of("de"), None)
    assert undatable(weekday, None) == ()
    today = find_day_words("Gestern stimmte der Rat zu.", tongue_of("de"), None)
    assert undatable(today, None) == today


NAMED = [
    ("de", "am 12. März 2019 und im Mai 2009", ["2019-03-12", "2009-05"]),
    ("de", "am 30. Mai und im Jahr 1931", ["2025-05-30", "1931"]),
    ("fr", "le 1er janvier 2020, en 2014", ["2020-01-01", "2014"]),
    ("es", "el 8 de septiembre de 2024, en marzo de 2012", ["2024-09-08", "2012-03"]),
    ("ru", "9 апреля 2024 года, в 1974 году", ["2024-04-09", "1974"]),
    ("ar", "في 9 أبريل 2024 وفي عام 2016", ["2024-04-09", "2016"]),
    ("zh", "2009年5月3日，1998年11月，1931年", ["2009-05-03", "1998-11", "1931"]),
    ("ja", "5月30日と2009年", ["2025-05-30", "2009"]),
    ("tr", "9 Nisan 2024 ve 2014 yılında", ["2024-04-09", "2014"]),
    ("de", "mit 2014 Helfern und 31.02.2024", []),
]


@pytest.mark.parametrize(("language", "text", "written"), NAMED)
def test_dates_are_read_as_exactly_as_they_are_named(language: str, text: str, written: list[str]) -> None:
    assert [named.written for named in find_dates(text, tongue_of(language), WEDNESDAY)] == written


def test_a_month_ends_with_its_last_day() -> None:
    [named] = find_dates("im Februar 2024", tongue_of("de"), WEDNESDAY)
    assert named.last == date(2024, 2, 29)
