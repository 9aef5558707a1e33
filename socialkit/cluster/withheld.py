"""Words that never name a community, because of what they would say about its members.

Among the followers of a therapist or doctor a group called by an illness would mark people
as clients or patients. So would, elsewhere, one called by faith, politics or sexuality: the
special categories of personal data in article 9 of the European data protection regulation.
The list holds common beginnings of such words in the languages of most exports; it cannot
hold them all, so bios can be left out altogether.
"""

_HEALTH = """
    addict adhd alcohol ampute anorex anxi asperg autis bipolar borderline bpd bulimi burnout
    cancer chronic client cripp dement depress diabet disab disorder dissocia epilep fibromyal
    hiv illness insomn neurodi ocd overdos panic patient pregnan psychot ptsd rehab recover
    schizo sclerosis selfharm sober suicid surviv symptom therapied trauma tumor tumour widow
    angst angust ansie cáncer deprim dépress enferm klient krank krebs malad ongerust paciente
    schmerz sucht suizid überleb verslaaf ziek zwanger
"""
_BELIEFS = """
    atheis agnosti baptis bibl buddh cathol christ evangel gott hindu islam jesus jüdisch
    kathol mormon moslem muslim orthodox protestant quran sikh
    communis conserv democrat fascis feminis leftist liberal maga marxis republican socialis
    tory
"""
_PRIVATE = """
    asexual bisexual fetish gender intersex kink lesb lgbt nonbinary pansexual polyam pronoun
    queer schwul sexual abus asylum divorc immigr inmate prison refugee victim violen
"""
_BEGINNINGS = tuple(f"{_HEALTH} {_BELIEFS} {_PRIVATE}".split())
_WHOLE = frozenset(
    """aids clean eating gay gays grief grieving he her hers him his ill jew jewish jews labour
    pain rape she sick them they trans trump union""".split()
)


def is_withheld(text: str) -> bool:
    """Tell whether any word of a text is one by which no community is named.

    Examples
    --------
    >>> is_withheld("recovering"), is_withheld("former clients"), is_withheld("gardening")
    (True, True, False)
    """
    words = text.casefold().split()
    return any(word in _WHOLE or word.startswith(_BEGINNINGS) for word in words)
