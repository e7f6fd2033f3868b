"""The commonest words of ten languages: they tell a language, and say nothing about what a text is about.

Written for this project from general knowledge of each language and of how its newspapers write; English has lists of
its own (`text.language`, `stories.terms`), made first and measured. Words are lower case, as `str.lower` gives them
(Turkish with its own dotless i); Arabic ones stand as `stories.tongues` settles them: without article and hamza.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "de": _words(
        """der die das den dem des ein eine einen einem einer eines und oder aber auch nicht kein keine keinen ist sind
        war waren wird werden wurde wurden worden hat haben hatte hatten sein seine seinen seinem seiner ihr ihre
        ihren ihrem ihrer er sie es wir ich man sich mit von vom zu zum zur in im ins an am auf aus bei beim nach
        vor über unter um für durch gegen ohne bis seit während wegen als wie wenn dass daß ob weil da damit doch
        noch nur schon sehr mehr so dann denn hier dort dieser diese dieses diesem diesen jener was wer wo kann
        können konnte könnten soll sollen sollte muss müssen will wollen würde würden habe sei seien gab gibt
        gegeben sagte sagt teilte mit laut erklärte uhr jahr jahre jahren tag tage tagen montag dienstag mittwoch
        donnerstag freitag samstag sonntag heute gestern morgen januar februar märz april mai juni juli august
        september oktober november dezember zwei drei vier fünf sechs sieben acht neun zehn ersten erste zwischen
        rund etwa bereits weitere weiteren"""
    ),
    "fr": _words(
        """le la les l un une des du de d et ou mais aussi ne pas plus est sont était étaient sera seront été être a
        ont avait avaient avoir il elle ils elles on nous vous je ce cet cette ces son sa ses leur leurs se s y en
        au aux à dans par pour avec sans sur sous entre vers chez depuis pendant après avant contre selon comme si
        que qu qui quoi dont où quand lors alors car donc ni très bien tout tous toute toutes même autre autres
        encore déjà fait faire peut peuvent doit doivent dit déclaré affirmé annoncé indiqué ajouté précisé ainsi
        cela an ans année années jour jours heure heures lundi mardi mercredi jeudi vendredi samedi dimanche hier
        demain aujourd hui janvier février mars avril mai juin juillet août septembre octobre novembre décembre deux
        trois quatre cinq six sept huit neuf dix premier première plusieurs notamment près jusqu"""
    ),
    "es": _words(
        """el la los las lo un una unos unas de del y e o u pero también no ni más es son era eran fue fueron ser sido
        está están estaba ha han había habían haber hay que quien quienes cual cuyo cuando donde como si se su sus
        le les me nos yo él ella ellos ellas este esta estos estas ese esa esos esas eso esto al a ante bajo con
        contra desde durante en entre hacia hasta para por según sin sobre tras porque aunque mientras ya muy tan
        todo todos toda todas otro otros otra otras mismo misma dijo afirmó señaló aseguró indicó informó explicó
        anunció puede pueden debe deben tiene tienen hace año años día días hora horas lunes martes miércoles jueves
        viernes sábado domingo ayer hoy mañana enero febrero marzo abril mayo junio julio agosto septiembre octubre
        noviembre diciembre dos tres cuatro cinco seis siete ocho nueve diez primer primera primero además luego
        después antes"""
    ),
    "it": _words(
        """il lo la i gli le l un uno una di del dello della dei degli delle d da dal dalla dai dalle a al allo alla ai
        agli alle in nel nello nella nei negli nelle con su sul sulla sui sulle per tra fra e ed o ma anche non né
        più è sono era erano sarà saranno stato stata stati state essere ha hanno aveva avevano avere che chi cui
        quale quali quando dove come se si suo sua suoi sue loro lui lei essi ci vi ne questo questa questi queste
        quello quella quelli c dopo prima durante contro verso senza secondo mentre perché poi già ancora molto
        tutto tutti tutta tutte altro altri altra altre stesso stessa detto dichiarato affermato annunciato spiegato
        aggiunto riferito può possono deve devono fatto fare anno anni giorno giorni ora ore lunedì martedì
        mercoledì giovedì venerdì sabato domenica ieri oggi domani gennaio febbraio marzo aprile maggio giugno
        luglio agosto settembre ottobre novembre dicembre due tre quattro cinque sei sette otto nove dieci primo
        inoltre circa"""
    ),
    "pt": _words(
        """o a os as um uma uns umas de do da dos das d em no na nos nas num numa ao aos à às por pelo pela pelos pelas
        para pra com sem sob sobre entre até desde após antes contra durante segundo e ou mas também não nem mais é
        são era eram foi foram ser sido será serão está estão estava tem têm tinha tinham ter há que quem qual quais
        cujo quando onde como se seu sua seus suas lhe ele ela eles elas eu nós este esta estes estas esse essa
        esses essas isso isto aquele aquela porque embora enquanto já muito tão todo todos toda todas outro outros
        outra outras mesmo mesma disse afirmou declarou anunciou informou explicou acrescentou pode podem deve devem
        fez feito ano anos dia dias hora horas segunda terça quarta quinta sexta feira sábado domingo ontem hoje
        amanhã janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro dois duas
        três quatro cinco seis sete oito nove dez primeiro primeira além depois ainda"""
    ),
    "tr": _words(
        """ve veya ya da de ki mi mı mu mü bir bu şu o ne için ile gibi kadar göre sonra önce daha en çok az her hiç
        ama ancak fakat çünkü eğer ise değil var yok olan olarak oldu olduğu olduğunu olacak olması olmak oluyor
        etti eden ederek edildi edilen ediyor edecek dedi diye söyledi belirtti açıkladı bildirdi ifade kaydetti
        konuştu yaptı yapan yapılan yapıldı ben sen biz siz onlar onun onu ona bunun bunu buna kendi tüm bütün bazı
        diğer aynı yeni ilk son iki üç dört beş altı yedi sekiz dokuz on yıl yılı yılında gün günü saat saatlerinde
        pazartesi salı çarşamba perşembe cuma cumartesi pazar bugün dün yarın ocak şubat mart nisan mayıs haziran
        temmuz ağustos eylül ekim kasım aralık üzerine karşı arasında içinde üzerinde tarafından ayrıca şekilde"""
    ),
    "ru": _words(
        """и в во не на что он она они оно мы вы я с со как а то все всё его её ее их ему ей им но да к ко у за из изо
        от по о об обо до для при без над под про через между перед после около так же ли бы или если когда где кто
        который которая которое которые которого которой которых котором чем чтобы это этот эта эти этого этой этом
        тот та те того той том был была было были быть будет будут есть нет уже ещё еще только также очень более
        менее можно может могут должен свой свою своей своих себя сам один одна два две три четыре пять шесть семь
        восемь девять десять сказал сказала заявил заявила заявили сообщил сообщила сообщили сообщает отметил
        отметила добавил словам данным год года году лет день дня дней час часов понедельник вторник среду четверг
        пятницу субботу воскресенье сегодня вчера завтра января февраля марта апреля мая июня июля августа сентября
        октября ноября декабря во время из-за ранее такой такие первый первая"""
    ),
    "uk": _words(
        """і й та в у не на що він вона вони воно ми ви я з із зі як а то все усе його її їх йому їй їм але до за від
        по про для при без над під через між перед після біля так же чи би б або якщо коли де хто який яка яке які
        якого якої яких якому ніж щоб це цей ця ці цього цієї цьому той та ті того тієї тому був була було були бути
        буде будуть є немає вже ще лише тільки також дуже більше менше можна може можуть має мають свій свою своєї
        своїх себе сам один одна два дві три чотири п'ять шість сім вісім дев'ять десять сказав сказала заявив
        заявила заявили повідомив повідомила повідомили повідомляє зазначив зазначила додав словами даними рік року
        році років день дня днів годину годин понеділок вівторок середу четвер п'ятницю суботу неділю сьогодні вчора
        завтра січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня під час раніше
        перший перша"""
    ),
    "ar": _words(
        """في من الي علي عن مع بين بعد قبل حتي منذ خلال عند لدي دون ضد حول تحت فوق او ام ثم بل لكن ان انه انها انهم اذا
        اذ كما كان كانت كانوا يكون تكون ليس ليست لم لن لا ما هل قد لقد سوف هو هي هم هذا هذه ذلك تلك هولاء الذي التي
        الذين كل بعض غير اي ايضا اكثر اقل قال قالت وقال وقالت اضاف واضاف اكد واكد اعلن اعلنت اعلنوا ذكر ذكرت افاد
        افادت اوضح اشار بحسب وفق وفقا حيث بشان عبر الان امس اليوم غدا يوم ايام عام سنه شهر ساعه ساعات احد اثنين
        ثلاثاء اربعاء خميس جمعه سبت يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر واحد
        اثنان ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره به بها له لها فيه فيها منه منها عليه عليها وهو وهي وفي ومن
        كذلك جديد جديده"""
    ),
}
"""By language."""

LITTLE_SIGNS = frozenset("的了是在和与與及或也都被把这這那他她它们們我你您并並还還就又已曾让讓给給着著吗嗎呢吧而其")
"""Chinese signs that stand between words in any text; those that build many words too (会, 中, 日) are left out."""
