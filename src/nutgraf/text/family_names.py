"""Family names that stand before the given one, in Korea and China: "Moon Jae-in" is Mr. Moon.

Whoever writes in English may turn such a name round ("Jae-in Moon"), and bearers of the same names born elsewhere do
("Kim Novak"), so the words of an article decide: the first is somebody's family name when it stands alone there and
the last one never does.
"""

FIRST = frozenset(
    """
    Kim Lee Park Pak Choi Choe Jung Jeong Chung Kang Cho Yoon Yun Jang Lim Han Seo Shin Kwon Hwang Ahn Hong Moon Ban Roh
    Ryu Baek Nam Noh Hyon Ri Rhee
    Xi Li Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Hu Zhu Gao Guo Ma Luo Liang Zheng Xie Tang Deng Feng Cao Peng
    Zeng Xiao Tian Dong Yuan Pan Cai Yu Du Ye Cheng Wei Su Lu Jiang Ding Ren Shen Yao Lai Tsai Bo Wen Qin Meng Hua
    Leung Tsang
    """.split()
)
"""Family names of many Koreans and Chinese, as English writes them; none that opens sentences ("He", "An")."""
MOST_WORDS = 3
"""Words of such a name: "Kim Jong Un"."""


def may_be_first(parts: list[str]) -> bool:
    """Tell whether the words of a full name may begin with the family name."""
    return 2 <= len(parts) <= MOST_WORDS and parts[0] in FIRST and not any("." in part for part in parts)
