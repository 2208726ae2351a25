"""Reads what the other scripts need from a WordNet 3.0 database directory."""

import pathlib
import re

# Irregular forms that are only a past tense, or only a participle.
PAST_ONLY = set(
    "was were did went took gave saw knew wrote drove rose chose broke spoke stole froze woke "
    "forgot ate hid bit rode shook drew threw grew blew flew withdrew swore tore wore bore sang "
    "rang sank drank began swam shrank sprang forbade forgave oversaw foresaw underwent undertook "
    "overtook mistook overthrew arose awoke became came overcame ran fell befell lay outgrew "
    "partook retook rewrote strove throve trod undid redid wove slew".split()
)
PARTICIPLE_ONLY = set(
    "been done gone taken given seen known shown written driven risen chosen broken spoken stolen "
    "frozen woken forgotten gotten beaten eaten hidden bitten ridden shaken forsaken mistaken "
    "undertaken overtaken drawn thrown grown blown flown withdrawn sworn torn worn borne born sung "
    "rung sunk drunk begun swum shrunk sprung proven sewn sown mown swollen forbidden forgiven "
    "overseen foreseen undergone undone redone overthrown rewritten retaken fallen befallen lain "
    "arisen awoken striven trodden woven slain hewn strewn sawn laden".split()
)

NOUN_RULES = [("ies", "y"), ("ves", "f"), ("ves", "fe"), ("ses", "s"), ("xes", "x"), ("zes", "z"),
              ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("s", "")]
VERB_S = [("ies", "y"), ("es", "e"), ("es", ""), ("s", "")]
VERB_ED = [("ied", "y"), ("ed", "e"), ("ed", "")]
VERB_ING = [("ing", "e"), ("ing", "")]
ADJECTIVE_RULES = [("ier", "y"), ("iest", "y"), ("er", "e"), ("er", ""), ("est", "e"), ("est", "")]


def undoubled(stem):
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiousl":
        return [stem, stem[:-1]]
    if len(stem) > 3 and stem[-1] == stem[-2] == "l":
        return [stem, stem[:-1]]
    return [stem]


class WordNet:
    def __init__(self, path):
        path = pathlib.Path(path)
        self.lemmas = {"n": set(), "v": set(), "a": set(), "r": set()}
        for letter, name in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
            for line in (path / f"index.{name}").open(encoding="utf-8"):
                if not line.startswith("  "):
                    self.lemmas[letter].add(line.split(" ", 1)[0])
        self.exceptions = {"n": {}, "v": {}, "a": {}, "r": {}}
        for letter, name in (("n", "noun"), ("v", "verb"), ("a", "adj"), ("r", "adv")):
            for line in (path / f"{name}.exc").open(encoding="utf-8"):
                form, lemma = line.split()[:2]
                self.exceptions[letter].setdefault(form, lemma)
        # The index is lower-cased; the data files keep the case.
        self.proper = set()
        common = set()
        for line in (path / "data.noun").open(encoding="utf-8"):
            if line.startswith("  "):
                continue
            fields = line.split()
            for i in range(int(fields[3], 16)):
                word = fields[4 + 2 * i]
                (common if word.islower() else self.proper).add(word.lower())
        self.proper -= common

    def stems(self, word, letter):
        """Every lemma of this class whose inflected form the word can be, itself left out."""
        if word in self.exceptions[letter]:
            return [self.exceptions[letter][word]]
        found = []
        rules = {"n": NOUN_RULES, "v": VERB_S + VERB_ED + VERB_ING, "a": ADJECTIVE_RULES, "r": []}[letter]
        for ending, replacement in rules:
            if word.endswith(ending) and len(word) > len(ending) + 1:
                stem = word[: -len(ending)] + replacement
                forms = [stem]
                if letter in "va" and not replacement and ending != "s" and ending != "es":
                    forms = undoubled(stem)
                found += [s for s in forms if s in self.lemmas[letter]]
        return found

    def may(self, word):
        """What the word may be, in the letters of build_tagger.MAY; empty when unknown."""
        may = set()
        if word in self.lemmas["n"] and word not in self.proper:
            may.add("N")
        if word in self.lemmas["v"]:
            may.add("V")
        if word in self.lemmas["a"] or self.stems(word, "a"):
            may.add("J")
        if word in self.lemmas["r"] or word in self.exceptions["r"]:
            may.add("R")
        if word not in ("s", "as", "us", "is", "was", "has", "this") and not word.endswith("ss"):
            if self.stems(word, "n") and (word.endswith("s") or word in self.exceptions["n"] or word.endswith("men")):
                may.add("S")
        if self.stems(word, "v"):
            if word.endswith("ing"):
                may |= set("GNJ")
            elif word.endswith("s"):
                may.add("Z")
            elif word in PAST_ONLY:
                may.add("D")
            elif word in PARTICIPLE_ONLY:
                may |= set("PJ")
            else:
                may |= set("DPJ")
        if word in ("come", "become", "run", "overcome", "cut", "put", "set", "let", "hit", "cost",
                    "hurt", "shut", "split", "spread", "bet", "cast", "burst", "read", "quit"):
            may.add("P")
            if word not in ("come", "become", "run", "overcome"):
                may.add("D")
        return may

    def simple_words(self):
        """Lower-case one-word lemmas and what they may be."""
        words = set().union(*self.lemmas.values())
        for word in sorted(words):
            if re.fullmatch("[a-z]{2,}", word) and word not in self.proper:
                may = self.may(word)
                if may:
                    yield word, may
