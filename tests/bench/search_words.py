"""The words that made-up news is made of: lists of our own, and rules that make as many rare names as are wanted.

Each list stands with the commonest word first, because a word is drawn the more often the further in front it stands.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product

NOUNS = tuple(
    """year government company plan market report price week month deal group percent minister bank court service
    law state project office bill board firm party case police team agency budget contract vote rate school hospital
    industry union sale tax share fund worker city energy statement system programme decision election order office
    line power product network water trade report network factory chip road house crisis policy pension loan rule plant
    hearing result order season port bridge rail airline harbour strike wage inquiry tariff export import subsidy
    licence permit reactor turbine pipeline battery engine vessel cargo harvest drought flood storm fire quake vaccine
    clinic patient nurse surgeon trial drug disease study survey poll ballot senate committee mayor council budget
    deficit surplus debt bond dividend merger takeover bid auction profit revenue loss forecast estimate target
    inflation currency reserve customs border visa refugee asylum treaty summit embassy envoy sanction ceasefire
    militia army navy brigade missile drone radar satellite rocket launch telescope laboratory patent lawsuit verdict
    appeal jury judge prosecutor sentence prison warrant raid arrest fraud bribe audit regulator watchdog charter
    museum theatre orchestra gallery festival novel film studio stadium league coach striker keeper referee medal
    university faculty tuition lecture exam pupil teacher curriculum library archive dictionary newspaper broadcaster
    website server software database password breach malware cable antenna handset tablet sensor robot algorithm
    dataset wafer foundry substrate lithography accelerator memory processor compiler benchmark datacentre
    farm dairy wheat barley maize soybean cattle fishery quota orchard vineyard brewery distillery bakery
    tunnel motorway tram ferry airport runway terminal hangar locomotive carriage bicycle scooter charger
    cement steel copper lithium nickel cobalt timber glass rubber plastic fertiliser pesticide herbicide
    landlord tenant mortgage rent eviction cottage tower suburb district province parish canton municipality
    bishop mosque cathedral synagogue pilgrim monastery charity donor volunteer orphanage shelter
    glacier reef wetland forest river estuary aquifer reservoir dam canal sewage landfill incinerator
    senator deputy chancellor governor ambassador commissioner spokesman auditor trustee treasurer broker trader
    dispute boycott petition protest riot curfew referendum coalition cabinet manifesto amendment veto decree
    shipment inventory warehouse supplier retailer wholesaler franchise outlet brand logo advert slogan
    coupon""".split()
)

VERBS = tuple(
    """cut raised approved rejected delayed signed bought sold closed opened halted backed blocked expanded reviewed
    doubled lowered lifted dropped reached missed exceeded revised suspended cancelled launched tested defended
    criticised dismissed renewed extended ended began drafted passed vetoed challenged settled funded insured
    replaced repaired rebuilt demolished inspected audited seized recovered lost regained shipped recalled banned
    licensed patented copied leaked published withdrew corrected confirmed denied doubted ignored welcomed opposed
    privatised nationalised merged split relocated modernised automated outsourced subsidised taxed fined sued
    acquitted convicted pardoned extradited interviewed hired dismissed retrained promoted relegated honoured
    evacuated flooded irrigated harvested planted felled dredged electrified digitised encrypted decoded""".split()
)

ADJECTIVES = tuple(
    """new first last big public national local foreign central former main major recent early late annual
    federal regional private state-owned domestic global military medical nuclear electric digital financial legal
    political economic environmental industrial agricultural maritime coastal northern southern eastern western rural
    urban monthly quarterly weekly daily joint independent disputed unpaid overdue temporary permanent emergency
    costly cheap rapid slow steep modest sharp record unexpected controversial secret confidential preliminary
    final revised draft binding voluntary compulsory seasonal tropical arctic alpine nordic baltic iberian
    wholesale retail corporate municipal judicial parliamentary presidential royal colonial medieval modern
    synthetic organic renewable hydraulic thermal solar offshore onshore subterranean orbital lunar""".split()
)

PREFIXES = "over under re inter micro super sub anti non pre post semi counter multi trans pseudo".split()
SUFFIXES = "ing ment ship wise hood less like maker holder owner watcher keeper line field worthy based".split()

FIRST_NAMES = tuple(
    """Anna Peter Maria John Li Ahmed Sofia Daniel Elena Thomas Fatima Lars Nadia Victor Ingrid Omar Clara Hugo
    Mei Paulo Greta Ivan Leila Oscar Nora Felix Amina Bruno Carla Emil Hanna Igor Julia Karim Linda Marco Nina
    Olga Pablo Rosa Samir Tara Ursula Wanda Yusuf Zora Alvaro Beate Cesar Dagmar Edgar Flora Gustav Helga""".split()
)

WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
SAYING = tuple(
    """said announced reported told confirmed warned estimated denied claimed argued noted insisted predicted
    acknowledged disclosed""".split()
)
UNITS = "per cent|million euros|tonnes|jobs|homes|hectares|megawatts|billion dollars|kilometres|patients|units".split(
    "|"
)
FIRM_FORMS = "Group|Holdings|Energy|Bank|Technologies|Airlines|Institute|Motors|Foods|Media|Labs|Pharma|Steel".split(
    "|"
)
MODEL_FORMS = ("{name} {number}", "{name} {letter}{number}", "{name}-{number}", "{name} {number}{letter}")

_ONSETS = """b br c ch cr d dr f fl fr g gl gr h j k kl kr l m n p pl pr qu r s sch sh sk sl sm sn sp st str t th tr v
w wr y z zh""".split()
_VOWELS = "a e i o u ai au ea ei ie oa ou io".split()
_INNER = "b d f g k l ll lm ld m mb n nd ng nk nt p r rd rg rk rl rm rn rt s ss st t tt v x z".split()
_ENDS = """a e o i ani ara ato berg bo by chi den din dorf ek el elli en er es ev feld ford ga gen go grad ham han
heim ic ich ida ier iko in ina ing ino inski is ita ito ius kar ker ki ko kov land lek len ler ley li lin lo lund ma
man mann mar mer mi mo mov na nen ner ni no nov off oglu olo on or os ov ova owski quist ra ran ras ren ri rin ro ros
sen shi ska ski son stad stein ston ta tal tan ter ti to ton tor uk um ura va val ven ver vic vik vili ward well wick
yan yev za zen""".split()


def names(count: int, seed: int) -> list[str]:
    """`count` made-up names, no two alike, of two to four syllables."""
    chance = random.Random(seed)
    heads = ["".join(parts) for parts in product(_ONSETS, _VOWELS, _INNER)]
    found: dict[str, None] = {}
    while len(found) < count:
        long = len(found) > count // 4 and chance.random() < 0.5  # common names are short
        middle = chance.choice(_VOWELS) + chance.choice(_INNER) if long else ""
        found[(chance.choice(heads) + middle + chance.choice(_ENDS)).capitalize()] = None
    return list(found)


def derived(words: Sequence[str], count: int, seed: int) -> list[str]:
    """`words`, and behind them `count` rarer ones made of two of them, or of one and a prefix or suffix."""
    chance = random.Random(seed)
    found = dict.fromkeys(words)
    wanted = len(found) + count
    while len(found) < wanted:
        word, draw = chance.choice(words), chance.random()
        if draw < 0.3:
            made = chance.choice(PREFIXES) + word
        elif draw < 0.6:
            made = word + chance.choice(SUFFIXES)
        else:
            made = chance.choice(words) + word
        found[made.replace("-", "")] = None
    return list(found)
