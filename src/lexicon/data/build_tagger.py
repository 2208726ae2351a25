#!/usr/bin/env python3
"""Rebuilds tagger.fst and tagger.rules.

    pip download --no-deps textblob && tar xzf textblob-*.tar.gz
    apt-get download wordnet-base && dpkg-deb -x wordnet-base_*.deb wn
    cargo install fst-bin
    python3 build_tagger.py textblob-*/src/textblob/en wn/usr/share/wordnet

tagger.fst maps a word to a packed number, low bits first:

    6 bits   tag, the index into TAGS (the order of `enum Tag` in tag.rs)
    7 bits   0, or 1 + the index of the word on the `words` line of tagger.rules
    9 bits   what the word may be, one bit for each letter of MAY

tagger.rules holds the suffix and context rules of Brill's tagger as text.
What the lexicon says only once is kept; what the tagger's own shape rules say
anyway (capitalised names, hyphenated adjectives, numbers) is left out.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

import wordnet

HERE = pathlib.Path(__file__).parent

TAGS = (
    "STAART NN NNS NNP NNPS VB VBD VBG VBN VBP VBZ MD JJ JJR JJS RB RBR RBS RP IN TO DT PDT "
    "WDT PRP PRP$ WP WP$ WRB CC CD EX POS UH FW LS SYM $ # . , : ( ) `` ''"
).split()

# N noun, S plural noun, V base verb, Z third person, D past, P participle,
# G -ing form, J adjective, R adverb.
MAY = "NSVZDPGJR"
ANYTHING = frozenset(MAY)
OF_TAG = {
    "NN": "N", "NNS": "S", "VB": "V", "VBP": "V", "VBZ": "Z", "VBD": "D", "VBN": "P", "VBG": "G",
    "JJ": "J", "JJR": "J", "JJS": "J", "RB": "R", "RBR": "R", "RBS": "R",
}

CLOSED = set("IN TO DT PDT WDT PRP PRP$ WP WP$ WRB CC MD EX RP".split())

# Modern words that the lexicon (1993) lacks or tags oddly.
CORRECTIONS = {
    "email": "NN", "emails": "NNS", "website": "NN", "websites": "NNS", "online": "JJ",
    "podcast": "NN", "podcasts": "NNS", "smartphone": "NN", "smartphones": "NNS",
    "percent": "NN", "percentage": "NN", "per": "IN", "via": "IN", "versus": "IN", "vs": "IN",
    "vs.": "IN", "amid": "IN", "dataset": "NN", "datasets": "NNS", "vaccine": "NN",
    "million": "CD", "billion": "CD", "trillion": "CD", "hundred": "CD", "thousand": "CD",
    "dozen": "NN", "Percent": "NN", "January": "NNP", "Today": "NN", "today": "NN",
}

# Context rules of our own, for what the treebank's newspaper prose seldom shows; they run
# after the rules of the package. Counted nouns matter most here: "12 calls", "two dead".
OWN_CONTEXT = """
VBZ NNS PREVTAG CD
VBP NNS PREVTAG CD
VBZ NNS PREVBIGRAM CD JJ
VBZ NNS PREVTAG VB
VBZ NNS PREVTAG VBG
VBZ NNS PREVTAG PRP$
VB NN PREVTAG CD
VBD VBN SURROUNDTAG CD NNS
VBD VBN SURROUNDTAG CD NN
VBN VBD PREVBIGRAM NNS RB
VBN VBD PREVBIGRAM NNPS RB
VBN VBD PREVTAG NNPS
VBN VBD SURROUNDTAG NNS WRB
VBN VBD SURROUNDTAG NNS DT
VBN VBD SURROUNDTAG NN DT
VBN VBD SURROUNDTAG NNS CD
VBN VBD SURROUNDTAG NN CD
VBN VBD NEXTWD that
VBD VBN PREV1OR2WD been
VBD VBN PREV1OR2WD was
VBD VBN PREV1OR2WD were
VBD VBN PREV1OR2WD be
VBD VBN PREV1OR2WD has
VBD VBN PREV1OR2WD have
VBD VBN PREV1OR2WD are
JJ RB WDNEXTTAG further VBD
JJ RB WDNEXTTAG further VBN
"""

WORD = re.compile(r"[^\W\d_]+(?:['.&/-]?[^\W\d_]+)*\.?|'[a-z]{1,3}|n't|[^\w\s]{1,3}")
NUMBER = re.compile(r"[-+$.,/:#%]*\d")


def read(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(";;;"):
            yield line.split()


def clean(rows, wn):
    words = {}
    for word, tag in (row[:2] for row in rows if len(row) >= 2):
        if tag not in TAGS[1:] and tag != '"':
            continue
        tag = "''" if tag == '"' else tag
        if not WORD.fullmatch(word) or NUMBER.match(word):
            continue
        if re.search(r"([a-z])\1\1", word) or tag == "SYM" and len(word) > 1:
            continue
        if not word[0].isalnum() and word[0] != "'" and word != "n't" and len(set(word)) > 1:
            continue  # emoticons
        if word.endswith("e") and wn.may(word[:-1]) and not wn.may(word) and tag in OF_TAG:
            continue  # "thinke", "burne"
        words[word] = tag
    words.update(CORRECTIONS)
    return words


def classes(word, tag, wn):
    """What the word may be: WordNet's opinion, and always the lexicon's own."""
    own = OF_TAG.get(tag)
    if tag in CLOSED:
        # "as" is arsenic and "in" an inch to WordNet; in prose they are not.
        return wn.may(word.lower()) - (set("NSVZ") if len(word) < 4 else set("SZ"))
    if not word.islower():
        return ANYTHING
    if own is None:
        return wn.may(word)
    may = wn.may(word)
    if not may:
        # Unknown to WordNet: only spelling can restrict it.
        if word.endswith("ing"):
            may = set("NGJ")
        elif word.endswith("ed"):
            may = set("DPJ")
        elif word.endswith("s") and own in "SZ":
            may = set("SZ")
        elif own == "J":
            may = set("JNR")
        elif own == "N":
            may = set("NJ")
        elif own == "V":
            may = set("VN")
        else:
            return ANYTHING - set("SZG") | {own}
    may = set(may)
    may.add(own)
    return may


def pack(tag, rule_word, may):
    bits = sum(1 << i for i, letter in enumerate(MAY) if letter in may)
    return TAGS.index(tag) | rule_word << 6 | bits << 13


TAG_KINDS = {
    "PREVTAG", "NEXTTAG", "PREV2TAG", "NEXT2TAG", "PREV1OR2TAG", "NEXT1OR2TAG",
    "PREV1OR2OR3TAG", "NEXT1OR2OR3TAG", "SURROUNDTAG", "PREVBIGRAM", "NEXTBIGRAM",
}
WORD_FIRST = {"WDNEXTTAG", "WDAND2TAGAFT", "NEXTWDTAG", "PREVWDTAG"}
TAG_FIRST = {"WDPREVTAG", "WDAND2TAGBFR"}


def context_words(rules):
    words = set()
    for rule in rules:
        kind, args = rule[2], rule[3:]
        if kind in TAG_KINDS:
            continue
        if kind in WORD_FIRST:
            args = args[:1]
        elif kind in TAG_FIRST:
            args = args[1:]
        words.update(a for a in args if a != "STAART")
    return sorted(words)


def main(textblob, wordnet_dir):
    wn = wordnet.WordNet(wordnet_dir)
    lexicon = clean(read(textblob / "en-lexicon.txt"), wn)
    context = [r for r in read(textblob / "en-context.txt")
               if all(t in TAGS for t in r[:2] if t != "*")]
    context += [line.split() for line in OWN_CONTEXT.split("\n") if line]
    # "-LRB-" is how the treebank writes "(".
    context = [["(" if a == "-LRB-" else a for a in r] for r in context]
    suffix = list(read(textblob / "en-morphology.txt"))
    rule_words = context_words(context)
    number = {w: i + 1 for i, w in enumerate(rule_words)}

    for word, may in wn.simple_words():
        if word in lexicon or word.capitalize() in lexicon and "N" not in may:
            continue
        for letter, tag in (("N", "NN"), ("V", "VB"), ("J", "JJ"), ("R", "RB")):
            if letter in may:
                # Where WordNet has several classes the word is most often a noun, except
                # that adjectives in the usual endings seldom are.
                if letter == "N" and "J" in may and re.search(r"(able|ible|ous|ful|less|ive|al|ic|ary)$", word):
                    continue
                lexicon[word] = tag
                break

    entries = {}
    for word, tag in lexicon.items():
        if word not in number:
            # The shape rules give these the same tag.
            title = word[0].isupper() and word[1:].islower()
            lower = lexicon.get(word.lower())
            if tag == "NNP" and title and lower in (None, "NNS", "VBG", "VBD", "VBN", "VBZ", "RB", "IN"):
                continue  # "Horowitz"; and "Fires" opens a sentence as a noun more often
            if tag == "JJ" and re.fullmatch(r"[a-z]+(-[a-z]+)+", word):
                continue
            if "-" in word and word[0].isupper():
                continue
        entries[word] = pack(tag, number.get(word, 0), classes(word, tag, wn))
    for word in rule_words:
        entries.setdefault(word, pack("NNP" if word[0].isupper() else "NN", number[word], ANYTHING))

    with tempfile.TemporaryDirectory() as tmp:
        rows = pathlib.Path(tmp, "tagger.csv")
        with rows.open("w", encoding="utf-8") as out:
            for word in sorted(entries, key=lambda w: w.encode()):
                quoted = word.replace('"', '""')
                out.write(f'"{quoted}",{entries[word]}\n')
        subprocess.run(["fst", "map", "--sorted", "--force", rows, HERE / "tagger.fst"], check=True)

    lines = ["words " + " ".join(rule_words)]
    for rule in suffix:
        # "ly hassuf 2 RB x" has no tag to start from; write "*" for it.
        fields = rule[:-1]
        first = next(i for i, f in enumerate(fields) if re.fullmatch(r"f?(char|haspref|hassuf|addpref|addsuf|deletepref|deletesuf|goodleft|goodright)", f))
        start = fields[0] if first == 2 else "*"
        kind = fields[first].removeprefix("f") if first == 2 else fields[first]
        lines.append(f"suffix {start} {fields[-1]} {kind} {fields[first - 1]}")
    for rule in context:
        lines.append("context " + " ".join([rule[0], rule[1], rule[2].lower(), *rule[3:]]))
    (HERE / "tagger.rules").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(entries), "words,", (HERE / "tagger.fst").stat().st_size, "bytes,", len(lines) - 1, "rules")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
