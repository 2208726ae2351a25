#!/usr/bin/env python3
"""Distil the concept table (concepts.bin) from WordNet 3.0.

    python3 build_concepts.py WORDNET_DIR LEXICON VOCAB

WORDNET_DIR  the folder with data.noun, index.noun, cntlist.rev, ...
LEXICON      en-lexicon.txt of PyPI textblob
VOCAB        vocab.txt of all-MiniLM-L6-v2
The last two only tell which words are in use. Needs nothing but Python; the same
input gives the same bytes.

Layout, little-endian (read in place by concepts.rs):

    "ccsyn001" | u32 words, mask, entries' length, synsets, first verb, adj, adv, edges
    u32 bucket starts [mask + 2] | entries: u8 word length, u8 payload length, word,
    payload = (u16 synset, u8 weight)* by part of speech, then by weight
    u32 edge starts [synsets + 1] | (u8 kind, u16 synset)* | u8 class and flags [synsets]
"""
import collections, os, struct, sys

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSES = {"n": 4, "v": 6, "a": 3, "r": 2}
# Edge kinds, as in concepts.rs. EVENT is a derivation between a verb and a noun that
# names the event, DERIVED any other (agent, product, adjective).
HYPER, ANTONYM, CAUSE, EVENT, DERIVED, MEMBER, SIMILAR, KEY, INVOLVE = range(9)
# Lexicographer files of nouns that can name an event or its outcome.
EVENTIVE = {4, 10, 11, 12, 19, 21, 22, 26, 28}
# Hypernyms with more children than this say nothing about their children.
WIDE = {"n": 70, "v": 40, "a": 70, "r": 70}
WIDE_BIT = 0x80
# What is under one of these is somewhere to be, whatever its lexicographer file.
PLACES = "structure#1 facility#1 area#1 geological_formation#1 body_of_water#1 institution#2 educational_institution#1 way#6 vicinity#1"
PLACE_BIT = 0x40
# noun.Tops (3) holds one head for each noun file.
TOPS = {
    "act": 4, "animal": 5, "artifact": 6, "attribute": 7, "cognition": 9, "communication": 10,
    "event": 11, "feeling": 12, "food": 13, "group": 14, "location": 15, "motive": 16,
    "object": 17, "person": 18, "phenomenon": 19, "plant": 20, "possession": 21, "process": 22,
    "measure": 23, "relation": 24, "shape": 25, "state": 26, "substance": 27, "time": 28,
}


class Synset:
    def __init__(self, lex, words, pointers):
        self.lex, self.words, self.pointers = lex, words, pointers
        self.instance = any(kind == "@i" for kind, *_ in pointers)


def read_wordnet(folder):
    synsets, index, counts = {}, {}, {}
    for part, name in PARTS.items():
        for line in open(f"{folder}/data.{name}", encoding="latin-1"):
            if line.startswith("  "):
                continue
            x = line.split(" | ")[0].split()
            n = int(x[3], 16)
            words = [w.split("(")[0].lower() for w in x[4 : 4 + 2 * n : 2]]
            at, m = 5 + 2 * n, int(x[4 + 2 * n])
            rows = [x[at + 4 * i : at + 4 * i + 4] for i in range(m)]
            pointers = [(kind, to.replace("s", "a") + off, ends) for kind, off, to, ends in ((k, o, p, e) for k, o, p, e in rows)]
            lex = int(x[1])
            if lex == 3:
                lex = next((TOPS[w] for w in words if w in TOPS), 3)
            synsets[part + x[0]] = Synset(lex, words, pointers)
        for line in open(f"{folder}/index.{name}", encoding="latin-1"):
            if not line.startswith("  "):
                x = line.split()
                index[x[0], part] = [part + o for o in x[-int(x[2]) :]]
    for line in open(f"{folder}/cntlist.rev", encoding="latin-1"):
        key, sense, count = line.split()
        lemma, rest = key.split("%")
        counts[lemma, "nvara"[int(rest[0]) - 1], int(sense)] = int(count)
    return synsets, index, counts


def in_use(lexicon, vocab):
    words = {line.rstrip("\n") for line in open(vocab, encoding="utf-8")}
    pieces = {w for w in words if w.isascii() and w.isalpha()}
    for line in open(lexicon, encoding="utf-8"):
        if not line.startswith(";;;") and " " in line:
            word = line.split()[0]
            if word.islower() and word.isascii():
                words.add(word)
    return words, pieces


def forms(lemma, part):
    """The regular forms of a lemma."""
    stem = lemma[:-1] if lemma.endswith(("e", "y")) else lemma
    out = [lemma, lemma + "s", stem + "es", stem + "ies"]
    return out + [stem + "ed", stem + "ied", lemma + "ing", stem + "ing"] if part == "v" else out


def choose(synsets, index, counts, words, pieces):
    """(lemma, part) -> [(synset, weight)], the weight relative to the commonest sense.

    A lemma is kept when WordNet's sense-tagged text holds it, or a newspaper lexicon
    or the model's vocabulary does, or when it is the act of such a verb. Verbs of several words are kept when all their words
    are common, other phrases too if they have two words, are no name and no species."""
    kept = {}
    acts = set()
    for s, synset in synsets.items():
        for kind, to, ends in synset.pointers:
            if s[0] == "v" and kind == "+" and synsets[to].lex in (4, 11):
                if words.intersection(forms(synset.words[int(ends[:2], 16) - 1], "v")):
                    acts.add(synsets[to].words[int(ends[2:], 16) - 1])
    for (lemma, part), senses in sorted(index.items()):
        if not lemma.isascii() or len(lemma) > 40 or lemma[0].isdigit():
            continue
        tagged = sum(counts.get((lemma, part, i + 1), 0) for i in range(len(senses)))
        ranked = [(s, i) for i, s in enumerate(senses) if not synsets[s].instance]
        if not ranked:
            continue
        if "_" in lemma:
            bits = lemma.split("_")
            common = all(b in pieces for b in bits)
            names = synsets[ranked[0][0]].lex in (5, 8, 13, 20, 27)
            if not (tagged or part == "v" and common or len(bits) == 2 and common and not names):
                continue
        elif not tagged and not words.intersection(forms(lemma, part)):
            if part == "v" or lemma not in acts and not (lemma.endswith("ing") and lemma in words):
                continue
        weigh = [(s, counts.get((lemma, part, i + 1), 0) + 1 / (i + 1)) for s, i in ranked]
        top = max(w for _, w in weigh)
        best = sorted(weigh, key=lambda x: -x[1])[: SENSES[part]]
        kept[lemma, part] = [(s, w / top) for s, w in best if w / top >= 0.02]
    return kept


def supplement(path, index, kept):
    """Apply the hand-written lines; return the extra edges."""
    extra = []

    def sense(text):
        lemma, rest = text.split("/")
        part, number = rest.split("#")
        return index[lemma, part][int(number) - 1]

    added = collections.defaultdict(dict)
    for line in open(path, encoding="utf-8"):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "add":
            target, part = sense(words[1]), words[1].split("/")[1][0]
            for item in words[3:]:
                lemma, _, weight = item.partition(":")
                added[lemma, part][target] = float(weight or 1)
        else:
            kind = {"contrast": ANTONYM, "derived": EVENT, "entails": CAUSE, "kind": HYPER, "member": MEMBER}[words[0]]
            extra.append((kind, sense(words[1]), sense(words[2])))
    for key, new in added.items():
        # A sense named as the main one goes before WordNet's.
        rest = 0.8 if 1 in new.values() else 1
        old = {s: weight * rest for s, weight in kept.get(key, [])}
        old.update((s, max(weight, old.get(s, 0))) for s, weight in new.items())
        kept[key] = sorted(old.items(), key=lambda x: -x[1])
    return extra


def verb_groups(synsets, verbs):
    """Union-find over verb synsets: WordNet's own verb groups, and synsets that share two
    lemmas, for WordNet splits finer than any reader. At most 8 synsets to a group."""
    parent = {v: v for v in verbs}
    size = collections.Counter({v: 1 for v in verbs})

    def find(v):
        while parent[v] != v:
            v = parent[v]
        return v

    def join(a, b):
        a, b = sorted((find(a), find(b)))
        if a != b and size[a] + size[b] <= 8:
            parent[b] = a
            size[a] += size[b]

    shared = collections.Counter()
    by_word = collections.defaultdict(list)
    for v in sorted(verbs):
        for kind, to, _ in synsets[v].pointers:
            if kind == "$" and to in parent:
                join(v, to)
        for w in set(synsets[v].words):
            by_word[w].append(v)
    for group in by_word.values():
        for i, a in enumerate(group):
            for b in group[i + 1 :]:
                shared[a, b] += 1
    for (a, b), n in sorted(shared.items()):
        if n >= 2 and synsets[a].lex == synsets[b].lex:
            join(a, b)
    return find


def families(synsets, kept):
    """(verb synset, noun synset) of each verb and noun that WordNet derives from each other
    word by word, in the commonest senses of both: it often notes the derivation only
    between two rare ones. The noun's sense must be one that can name an event."""
    pairs = set()
    for s, synset in synsets.items():
        if s[0] == "v":
            for kind, to, ends in synset.pointers:
                if kind == "+" and to[0] == "n" and synsets[to].lex in EVENTIVE:
                    verb = synset.words[int(ends[:2], 16) - 1]
                    noun = synsets[to].words[int(ends[2:], 16) - 1]
                    pairs.add((verb, noun))
    # WordNet misses some: "-ing", "-ment" and "-ction" that name an act are of their verb.
    for noun, part in kept:
        for end, cut in (("ing", 3), ("ing", 4), ("ment", 4), ("ction", 3)):
            verb = noun[:-cut] if cut < 4 or end == "ment" else noun[:-3] + "e"
            acts = [s for s, weight in kept[noun, part] if synsets[s].lex in (4, 11) and weight >= 0.2]
            if part == "n" and noun.endswith(end) and (verb, "v") in kept and acts:
                pairs.add((verb, noun))
    out = []
    for verb, noun in sorted(pairs):
        verbs, nouns = kept.get((verb, "v"), []), kept.get((noun, "n"), [])
        events = [n for n, weight in nouns if synsets[n].lex in EVENTIVE and weight >= 0.2]
        if verbs and events:
            out.append((EVENT, verbs[0][0], events[0]))
    return out


def participles(folder, kept):
    """(adjective synset, verb synset) of what WordNet lists as an adjective but is the
    participle of a verb: "injured" people were injured."""
    irregular = dict(line.split()[:2] for line in open(f"{folder}/verb.exc", encoding="latin-1"))
    out = []
    for (lemma, part), senses in sorted(kept.items()):
        if part == "a" and (lemma in irregular or lemma.endswith("ed")):
            stems = [irregular.get(lemma), lemma[:-1], lemma[:-2], lemma[:-3], lemma[:-3] + "y"]
            verb = next((v for v in stems if (v, "v") in kept), None)
            if verb:
                out.append((EVENT, senses[0][0], kept[verb, "v"][0][0]))
    return out


def build_edges(synsets, used, extra, tagged):
    """synset -> {(kind, synset)}, symmetric but for HYPER, CAUSE, INVOLVE and KEY.

    KEY leads from a verb to the head of its group, when it is not the head, and from a
    noun to the heads of the groups it names an event of."""
    edges = collections.defaultdict(set)

    def derived(a, b):
        verb, noun = (a, b) if a[0] == "v" else (b, a)
        event = verb[0] == "v" and noun[0] == "n" and synsets[noun].lex in EVENTIVE
        both(EVENT if event else DERIVED, a, b)

    def both(kind, a, b):
        edges[a].add((kind, b))
        edges[b].add((kind, a))

    for s in sorted(used):
        for kind, to, _ in synsets[s].pointers:
            if to not in used:
                continue
            if kind == "@":
                edges[s].add((HYPER, to))
            elif kind == "!":
                both(ANTONYM, s, to)
            elif kind in (">", "*"):
                edges[s].add((CAUSE if kind == ">" else INVOLVE, to))
            elif kind in ("+", "\\"):
                derived(s, to)
            elif kind == "<":  # participle of a verb
                both(EVENT, s, to)
            elif kind == "%m":
                both(MEMBER, s, to)
            elif kind == "&":
                both(SIMILAR, s, to)
    for kind, a, b in extra:
        if kind in (CAUSE, HYPER):
            edges[a].add((kind, b))
        else:
            both(kind, a, b)
            edges[a].discard((DERIVED, b))
    find = verb_groups(synsets, [s for s in used if s[0] == "v"])
    own = collections.defaultdict(set)  # what was said outright goes first
    for kind, a, b in extra:
        if kind == EVENT:
            own[a if b[0] == "v" else b].add(find(b if b[0] == "v" else a))
    for s in sorted(used):
        if s[0] == "v" and find(s) != s:
            edges[s].add((KEY, find(s)))
        elif s[0] in "na":
            verbs = {find(to) for kind, to in edges[s] if kind == EVENT and to[0] == "v"}
            verbs = sorted(verbs, key=lambda v: (v not in own[s], -tagged[v], v))
            edges[s].update((KEY, v) for v in verbs[:3])
    return edges


def above(s, synsets):
    """The synset and all that stands above it."""
    out = {s}
    for kind, to, _ in synsets[s].pointers:
        if kind == "@":
            out |= above(to, synsets)
    return out


def fnv(word):
    h = 0x811C9DC5
    for byte in word.encode():
        h = (h ^ byte) * 0x01000193 & 0xFFFFFFFF
    return h ^ h >> 15


def word_table(payloads):
    """Buckets of (length, payload length, word, payload)."""
    mask = 1
    while mask * 2 < len(payloads):
        mask *= 2
    buckets = [[] for _ in range(mask)]
    for word in sorted(payloads):
        buckets[fnv(word) & mask - 1].append(word)
    starts, entries = [], bytearray()
    for bucket in buckets:
        starts.append(len(entries))
        for word in bucket:
            raw = payloads[word]
            entries += bytes([len(word), len(raw)]) + word.encode() + raw
    starts.append(len(entries))
    return mask - 1, struct.pack(f"<{len(starts)}I", *starts), bytes(entries)


def main():
    wordnet, lexicon, vocab = sys.argv[1:4]
    here = os.path.dirname(os.path.abspath(__file__))
    synsets, index, counts = read_wordnet(wordnet)
    kept = choose(synsets, index, counts, *in_use(lexicon, vocab))
    extra = supplement(f"{here}/concepts.supplement", index, kept)
    used = {s for senses in kept.values() for s, _ in senses} | {s for _, *ends in extra for s in ends}
    todo = list(used)
    while todo:  # every noun and verb with all that stands above it
        for kind, to, _ in synsets[todo.pop()].pointers:
            if kind == "@" and to not in used:
                used.add(to)
                todo.append(to)
    extra += families(synsets, kept) + participles(wordnet, kept)
    tagged = collections.Counter()
    for (lemma, part, sense), count in counts.items():
        if sense <= len(index.get((lemma, part), [])):
            tagged[index[lemma, part][sense - 1]] += count
    edges = build_edges(synsets, used, extra, tagged)
    order = sorted(used, key=lambda s: ("nvar".index(s[0]), s))
    number = {s: i for i, s in enumerate(order)}
    children = collections.Counter(to for s in synsets.values() for kind, to, _ in s.pointers if kind == "@")
    assert len(order) < 65536
    roots = {index[p.split("#")[0], "n"][int(p.split("#")[1]) - 1] for p in PLACES.split()}
    places = {s for s in order if s[0] == "n" and (synsets[s].lex == 15 or roots & above(s, synsets))}
    payloads = collections.defaultdict(bytes)
    for (lemma, part), senses in sorted(kept.items(), key=lambda x: (x[0][0], "nvar".index(x[0][1]))):
        for s, weight in senses:
            payloads[lemma] += struct.pack("<HB", number[s], max(1, round(min(weight, 1) * 255)))
    mask, starts, entries = word_table(payloads)
    at, edge_starts, edge_bytes, classes = 0, [], bytearray(), bytearray()
    for s in order:
        edge_starts.append(at)
        for kind, to in sorted(edges[s], key=lambda e: (e[0], number[e[1]])):
            edge_bytes += struct.pack("<BH", kind, number[to])
            at += 1
        classes.append(synsets[s].lex | (WIDE_BIT if children[s] > WIDE[s[0]] else 0) | (PLACE_BIT if s in places else 0))
    edge_starts.append(at)
    firsts = [sum("nvar".index(s[0]) < i for s in order) for i in (1, 2, 3)]
    out = b"ccsyn001" + struct.pack("<8I", len(payloads), mask, len(entries), len(order), *firsts, at)
    out += starts + entries + struct.pack(f"<{len(edge_starts)}I", *edge_starts) + edge_bytes + classes
    open(f"{here}/concepts.bin", "wb").write(out)
    print(f"{len(payloads)} lemmas, {len(order)} synsets {firsts}, {at} edges, {len(out)} bytes")
    print("starts", len(starts), "entries", len(entries), "edges", len(edge_bytes), "edge starts", len(order) * 4)
    print(collections.Counter(k for e in edges.values() for k, _ in e))


main()
