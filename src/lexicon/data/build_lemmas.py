#!/usr/bin/env python3
"""Rebuilds lemmas.fst, the irregular forms.

    apt-get download wordnet-base && dpkg-deb -x wordnet-base_*.deb wn
    cargo install fst-bin
    python3 build_lemmas.py wn/usr/share/wordnet

The key is a class letter (n, v, a, r) and the form. The value says how to make the lemma:
bits 0-6 how many bytes to drop from the end, bit 7 whether the form is also a lemma of its own,
then up to seven bytes to append.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

import wordnet

HERE = pathlib.Path(__file__).parent

# Where WordNet's answer does not help a reader who compares two texts, and forms it lacks.
OWN = {
    "n": {"data": "data", "media": "media", "people": "people", "means": "means", "men": "man",
          "women": "woman", "agenda": "agenda", "news": "news", "police": "police", "lives": "life",
          "wives": "wife", "halves": "half", "thieves": "thief", "leaves": "leaf", "bases": "base",
          "emphases": "emphasis", "appendices": "appendix", "indices": "index", "feet": "foot",
          "wildlives": "wildlife", "chairmen": "chairman", "axes": "axis", "losses": "loss",
          "kilos": "kilo", "memoranda": "memorandum", "personnel": "personnel", "less": "less",
          "us": "us", "gas": "gas", "bus": "bus", "yes": "yes", "his": "his", "focuses": "focus",
          "premises": "premises", "customs": "customs", "species": "species", "series": "series", "lenses": "lens", "comics": "comic", "mores": "mores",
          "spokesmen": "spokesman", "spokeswomen": "spokeswoman", "spokespeople": "spokesperson"},
    "v": {"am": "be", "is": "be", "are": "be", "was": "be", "were": "be", "been": "be",
          "being": "be", "has": "have", "had": "have", "having": "have", "does": "do",
          "did": "do", "done": "do", "doing": "do", "goes": "go", "going": "go",
          "singing": "sing", "swinging": "swing", "says": "say", "said": "say", "laid": "lay",
          "lay": "lay", "found": "find", "founded": "found", "saw": "see", "left": "leave",
          "felt": "feel", "fell": "fall", "ground": "grind", "lit": "light", "wound": "wind",
          "bore": "bear", "dove": "dive", "pled": "plead", "began": "begin", "shot": "shoot"},
    "a": {"better": "good", "best": "good", "worse": "bad", "worst": "bad", "more": "more",
          "most": "most", "less": "less", "least": "least", "further": "far", "farther": "far",
          "furthest": "far", "farthest": "far", "elder": "old", "eldest": "old", "later": "late",
          "latest": "late", "last": "last", "former": "former", "fewer": "few", "fewest": "few"},
    "r": {"better": "well", "best": "well", "worse": "badly", "worst": "badly", "earlier": "early",
          "earliest": "early"},
}


def edit(form, lemma, own):
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    added = lemma[shared:].encode()
    if len(added) > 7:
        return None
    value = len(form) - shared | (128 if own else 0)
    for i, byte in enumerate(added):
        value |= byte << 8 * (i + 1)
    return value


def main(path):
    wn = wordnet.WordNet(path)
    entries = {}
    for letter in "nvar":
        forms = dict(wn.exceptions[letter])
        forms.update(OWN[letter])
        for form, lemma in forms.items():
            if not re.fullmatch(r"[a-z-]+", form) or not re.fullmatch(r"[a-z-]+", lemma):
                continue
            value = edit(form, lemma, form in wn.lemmas[letter])
            if value is not None:
                entries[letter + form] = value
    with tempfile.TemporaryDirectory() as tmp:
        rows = pathlib.Path(tmp, "lemmas.csv")
        rows.write_text("".join(f"{key},{entries[key]}\n" for key in sorted(entries)))
        subprocess.run(["fst", "map", "--sorted", "--force", rows, HERE / "lemmas.fst"], check=True)
    print(len(entries), "forms,", (HERE / "lemmas.fst").stat().st_size, "bytes")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
