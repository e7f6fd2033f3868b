"""Names of countries and of cities that speak for their governments: they act and talk in the news like people.

Written from general knowledge; not complete, and it need not be: it only keeps "Nazi Germany" from being taken for a
person called Germany.
"""

PLACES = frozenset(
    """
    Afghanistan Albania Algeria Andorra Angola Argentina Armenia Australia Austria Azerbaijan Bahamas Bahrain
    Bangladesh Barbados Belarus Belgium Belize Benin Bhutan Bolivia Bosnia Botswana Brazil Brunei Bulgaria Burma
    Burundi Cambodia Cameroon Canada Chile China Colombia Congo Croatia Cuba Cyprus Denmark Djibouti Dominica
    Ecuador Egypt Eritrea Estonia Ethiopia Fiji Finland France Gabon Gambia Germany Ghana Greece Grenada Guatemala
    Guinea Guyana Haiti Herzegovina Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica
    Japan Kazakhstan Kenya Kiribati Korea Kosovo Kuwait Kyrgyzstan Laos Latvia Lebanon Lesotho Liberia Libya
    Liechtenstein Lithuania Luxembourg Madagascar Malawi Malaysia Maldives Mali Malta Mauritania Mauritius Mexico
    Micronesia Moldova Monaco Mongolia Montenegro Morocco Mozambique Myanmar Namibia Nauru Nepal Netherlands
    Nicaragua Niger Nigeria Macedonia Norway Oman Pakistan Palau Palestine Panama Paraguay Peru Philippines Poland
    Portugal Qatar Romania Russia Rwanda Samoa Senegal Serbia Seychelles Singapore Slovakia Slovenia Somalia Spain
    Sudan Suriname Sweden Switzerland Syria Taiwan Tajikistan Tanzania Thailand Togo Tonga Trinidad Tunisia Turkey
    Türkiye Turkmenistan Tuvalu Uganda Ukraine Uruguay Uzbekistan Vanuatu Venezuela Vietnam Yemen Zambia Zimbabwe
    Britain England Scotland Wales America Europe Africa Asia Gaza Crimea Kashmir Tibet Catalonia Donbas Kurdistan
    Chechnya Balkans Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho
    Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi
    Missouri Montana Nebraska Nevada Hampshire Jersey Ohio Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont
    Virginia Wisconsin Wyoming Ontario Quebec Alberta Manitoba Moscow Kyiv Kiev Beijing Brussels Tehran Jerusalem
    Ankara Istanbul Berlin London Rome Madrid Tokyo Seoul Pyongyang Delhi Mumbai Islamabad Kabul Baghdad Damascus
    Riyadh Doha Cairo Tripoli Nairobi Pretoria Johannesburg Lagos Abuja Caracas Havana Bogota Brasilia Lima Santiago
    Ottawa Canberra Sydney Melbourne Warsaw Prague Budapest Vienna Bucharest Sofia Athens Belgrade Zagreb Minsk
    Tallinn Riga Vilnius Helsinki Stockholm Oslo Copenhagen Dublin Lisbon Geneva Zurich Hague Chicago Boston Detroit
    Seattle Baltimore Philadelphia Angeles Francisco Diego Antonio Orleans Vegas Miami Atlanta Minneapolis Manhattan
    Brooklyn Queens Bronx Hollywood Shanghai Bangkok Jakarta Manila Hanoi Singapore Taipei
    """.split()
)
"""One-word place names as written in English."""

QUALIFIERS = frozenset(
    """
    Nazi Soviet Imperial Ancient Modern Greater Communist Democratic Republican Liberal Conservative Former Central
    Northern Southern Eastern Western North South East West New Old Upper Lower Mainland Rural Urban Global
    """.split()
)
"""Words that stand before a place or a party, never as a given name."""
