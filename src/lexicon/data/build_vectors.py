#!/usr/bin/env python3
"""Distil a static word-vector table (vectors.bin) from a small sentence model.

    python3 build_vectors.py MODEL_DIR WORDNET_DIR LEXICON > log

MODEL_DIR    the folder with model.safetensors and vocab.txt of all-MiniLM-L6-v2
WORDNET_DIR  the folder with index.noun, ... (Debian: /usr/share/wordnet)
LEXICON      en-lexicon.txt of PyPI textblob (only tells which words are in use)

Needs numpy. Every word is put through the model alone; the sentence vector is
centred, reduced to DIMS by principal components, the strongest of them damped (the
fourth root of their variance: it sets synonyms farther from chance pairs) and stored
as int8. Nothing here is random: the same input gives the same bytes.

Layout, little-endian; see `Words` in vectors.rs for the first part:

    "ccvec001" | u32 words, mask, entries' length, dims | u32 bucket starts [mask + 2]
    entries: u8 word length, u8 payload length (dims), word, payload = i8 [dims]
"""
import json, os, struct, sys

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

DIMS = 60
WORDS = 20_000
LAYERS, HEADS, HIDDEN = 6, 12, 384


def tensors(path):
    """safetensors: u64 header length, JSON header, raw data."""
    raw = open(path, "rb").read()
    (length,) = struct.unpack_from("<Q", raw)
    header = json.loads(raw[8 : 8 + length])
    kinds = {"F32": np.float32, "F16": np.float16, "I64": np.int64}
    out = {}
    for name, t in header.items():
        if name != "__metadata__":
            low, high = (8 + length + o for o in t["data_offsets"])
            out[name] = np.frombuffer(raw[low:high], kinds[t["dtype"]]).reshape(t["shape"])
    return out


def pieces(word, vocab):
    """WordPiece: the longest known piece first."""
    out, at = [], 0
    while at < len(word):
        for end in range(len(word), at, -1):
            piece = ("##" if at else "") + word[at:end]
            if piece in vocab:
                out.append(vocab[piece])
                break
        else:
            return None
        at = end
    return out


def erf(x):
    """Abramowitz and Stegun 7.1.26, to 1.5e-7: numpy has no erf."""
    t = 1 / (1 + 0.3275911 * np.abs(x))
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    return np.sign(x) * (1 - poly * np.exp(-x * x))


def norm(x, w, name):
    mean = x.mean(-1, keepdims=True)
    var = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / np.sqrt(var + 1e-12) * w[name + ".weight"] + w[name + ".bias"]


def embed(ids, w):
    """A batch of equally long token rows to unit sentence vectors (mean pooling)."""
    lin = lambda x, name: x @ w[name + ".weight"].T + w[name + ".bias"]
    n, t = ids.shape
    x = w["embeddings.word_embeddings.weight"][ids]
    x = x + w["embeddings.position_embeddings.weight"][:t] + w["embeddings.token_type_embeddings.weight"][0]
    x = norm(x, w, "embeddings.LayerNorm")
    split = lambda y: y.reshape(n, t, HEADS, HIDDEN // HEADS).transpose(0, 2, 1, 3)
    for layer in range(LAYERS):
        p = f"encoder.layer.{layer}."
        q, k, v = (split(lin(x, p + "attention.self." + s)) for s in ("query", "key", "value"))
        s = q @ k.transpose(0, 1, 3, 2) / np.sqrt(HIDDEN // HEADS)
        s = np.exp(s - s.max(-1, keepdims=True))
        s /= s.sum(-1, keepdims=True)
        mixed = (s @ v).transpose(0, 2, 1, 3).reshape(n, t, HIDDEN)
        x = norm(x + lin(mixed, p + "attention.output.dense"), w, p + "attention.output.LayerNorm")
        h = lin(x, p + "intermediate.dense")
        h = h * 0.5 * (1 + erf(h / np.sqrt(2))).astype(np.float32)
        x = norm(x + lin(h, p + "output.dense"), w, p + "output.LayerNorm")
    x = x.mean(1)
    return x / np.linalg.norm(x, axis=-1, keepdims=True)


def choose(wordnet, lexicon, vocab):
    """WordNet lemmas that are not only names: first those that are one piece of the model's vocabulary, which
    lists frequent words first; then those of newspaper text (the tagger's lexicon), the
    ones with more uses in WordNet's tagged texts, more forms in the lexicon and fewer
    letters first."""
    named = set()  # the concepts that are one person, place or thing: London, Lincoln
    for line in open(f"{wordnet}/data.noun", encoding="latin-1"):
        if " @i " in line.split(" | ")[0]:
            named.add(line.split(" ", 1)[0])
    lemmas = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in open(f"{wordnet}/index.{part}", encoding="latin-1"):
            word, *rest = line.split()
            if word.isascii() and word.isalpha() and len(word) >= 3:
                if part != "noun" or not named.issuperset(rest[-int(rest[1]) :]):
                    lemmas.add(word)
    uses = {}
    for line in open(f"{wordnet}/cntlist.rev", encoding="latin-1"):
        key, _, count = line.split()
        uses[key.split("%")[0]] = uses.get(key.split("%")[0], 0) + int(count)
    used = set()
    for line in open(lexicon, encoding="utf-8"):
        if not line.startswith(";;;") and " " in line:
            word, tag = line.split()[:2]
            if word.islower() and not tag.startswith("NNP"):
                used.add(word)

    def forms(word):
        stem = word[:-1] if word.endswith(("e", "y")) else word
        plural = {word, word + "s", stem + "es", stem + "ies", word + "ly"}
        return used & (plural | {stem + "ed", stem + "ied", stem + "ing", word + "ing"})

    def rank(word):
        return -min(uses.get(word, 0), 5), -len(forms(word)), len(word), word

    whole = sorted((w for w in lemmas if w in vocab), key=lambda w: vocab[w])
    rest = sorted((w for w in lemmas if forms(w) and w not in vocab), key=rank)
    print(f"{len(whole)} whole, {len(rest)} more", file=sys.stderr)
    return sorted((whole + rest)[:WORDS])


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
    model, wordnet, lexicon = sys.argv[1:4]
    vocab = {l.rstrip("\n"): i for i, l in enumerate(open(f"{model}/vocab.txt", encoding="utf-8"))}
    words = choose(wordnet, lexicon, vocab)
    w = tensors(f"{model}/model.safetensors")
    rows = {}
    for row, word in enumerate(words):
        rows.setdefault(len(ids := pieces(word, vocab)), []).append((row, ids))
    full = np.zeros((len(words), HIDDEN), np.float32)
    for length, group in sorted(rows.items()):
        for at in range(0, len(group), 256):
            part = group[at : at + 256]
            ids = np.array([[vocab["[CLS]"], *i, vocab["[SEP]"]] for _, i in part])
            full[[r for r, _ in part]] = embed(ids, w)
    finish(words, full)


def finish(words, full):
    centred = full - full.mean(0)
    values, axes = np.linalg.eigh(np.cov(centred.T))
    axes = axes[:, ::-1][:, :DIMS]
    axes = axes * np.sign(axes[np.abs(axes).argmax(0), np.arange(DIMS)])
    small = centred @ axes / values[::-1][:DIMS] ** 0.25
    quantised = np.rint(small * (127 / np.abs(small).max(1, keepdims=True))).astype(np.int8)
    mask, starts, entries = word_table({w: q.tobytes() for w, q in zip(words, quantised)})
    out = b"ccvec001" + struct.pack("<4I", len(words), mask, len(entries), DIMS) + starts + entries
    here = os.path.dirname(os.path.abspath(__file__))
    open(f"{here}/vectors.bin", "wb").write(out)
    print(f"{len(words)} words, {len(out)} bytes, {values[::-1][:DIMS].sum() / values.sum():.3f} of variance", file=sys.stderr)


main()
