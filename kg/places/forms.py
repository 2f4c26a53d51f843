"""Short and side forms of a division's official name, worked out by rule.

The forms are worked out once, when the table of divisions is made
(``training/make_divisions.py``), and stored in it.
"""

from __future__ import annotations

import re

PEOPLES = (
    "蒙古族|回族|藏族|维吾尔族|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|"
    "瑶族|白族|土家族|哈尼族|哈萨克族|傣族|黎族|傈僳族|佤族|畲族|高山族|"
    "拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|土族|达斡尔族|仫佬族|羌族|布朗族|"
    "撒拉族|毛南族|仡佬族|锡伯族|阿昌族|普米族|塔吉克族|怒族|乌孜别克族|俄罗斯族|鄂温克族|"
    "德昂族|保安族|裕固族|京族|塔塔尔族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|基诺族|"
    "维吾尔|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|各族"
)
AUTONOMOUS = re.compile(
    rf"^(?P<head>.{{2,}}?)(?:{PEOPLES})*(?:自治(?P<level>区|州|县|旗)|族乡|民族乡|(?<=族)乡)$"
)
#: 阿拉善左旗 and 阿拉善右旗 are told apart by what would be cut.
BANNER = re.compile(r"[左右前中后]旗$|联合旗$")
SUFFIXES = {
    "province": ("特别行政区", "省", "市"),
    "city": ("地区", "市", "盟"),
    "county": ("行政委员会", "新区", "特区", "林区", "县", "区", "市", "旗"),
    "township": ("街道", "地区", "苏木", "镇", "乡"),
}
#: What is left of 市中区 and its like would read as an ordinary word.
GENERIC = frozenset(("市中", "城中", "城东", "城西", "城南", "城北", "城关", "城厢", "城郊", "新城", "老城"))
MIN_SHORT = 2


def short_of(name: str, level: str) -> str:
    """The short form of an official name: 资阳市 → 资阳, 酉阳土家族苗族自治县 → 酉阳.

    A form of fewer than two characters, or one that is an ordinary word, is refused and
    the name itself given back (易县 → 易县, 市中区 → 市中区).
    """
    autonomous = AUTONOMOUS.match(name)
    if autonomous:
        return _head(autonomous)
    if BANNER.search(name):
        return name
    for suffix in SUFFIXES[level]:
        stem = name.removesuffix(suffix)
        if stem != name:
            return stem if len(stem) >= MIN_SHORT and stem not in GENERIC else name
    return name


def aliases_of(name: str, level: str) -> tuple[str, ...]:
    """Side forms that rules give: 黔东南苗族侗族自治州 → 黔东南州, 酉阳…自治县 → 酉阳县."""
    autonomous = AUTONOMOUS.match(name)
    if autonomous and autonomous["level"] in ("州", "县", "旗"):
        return (_head(autonomous) + autonomous["level"],)
    if autonomous and level == "township":
        return (_head(autonomous) + "乡",)
    return ()


def _head(autonomous: re.Match[str]) -> str:
    head = autonomous["head"]
    return head.removesuffix("族") if len(head) > MIN_SHORT else head
