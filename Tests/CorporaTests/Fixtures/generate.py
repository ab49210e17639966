"""Writes the fixture of this folder with tiktoken.

    LESSONS_DATA=/path/to/data python generate.py   # in an environment with tiktoken; the fixture names its version

The texts are what a tokenizer may meet: words, code, many scripts, emoji, odd white space, controls. Of every hundred
texts there is one hash of all their tokens; of every fiftieth text the tokens themselves.
"""
import json
import os
import pathlib
import random
import unicodedata

import tiktoken

FOLDER = pathlib.Path(__file__).parent
PATTERN = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"

WORDS = """the of and to in a is that for it was on are as with his they at be this from have or by one had not but
what all were when we there can an your which their said if do will each about how up out them then she many some so
these would other into has more her two like him see time could no make than first been its who now people my made over
did down only way find use may water long little very after words called just where most know tokenizer attention
Romeo JULIET First Citizen: embedding transformer gradient backpropagation antidisestablishmentarianism McDonald iPhone
hii HELLO SolidGoldMagikarp""".split()
CONTRACTIONS = """I'm you're he's they've we'll I'd don't DON'T It'S ROCK'N'ROLL o'clock 'twas ''s 'll've 're're 'l 'v 'r
dogs' 'em l'été I’m don’t 's 't 're 've 'm 'll 'd 'st 'dx 'lll 'vee x'd'd ' '' 'S 'T""".split()
CODE = ["let x = [1, 2, 3]", "func f(_ a: Int) -> Int { a * 2 }", "if (a != b && c <= d) {", "#include <stdio.h>",
        "\treturn nil", "    for i in range(10):", "x += 0x1F; // why?", "</div>", "a_b_c = self.__init__()", "/*--*/",
        "https://example.org/?q=a%20b&c=1", "user@example.com", "!!!???...", "===>>><<<", "$1,234.56", "~/.bashrc", "{}[]()",
        "\\n\\t\\\"", "<|endoftext|>", "<|endoftext|", "printf(\"%d\\n\", x);", "@main", "C++", "^_^", "`code`", "12:30:59"]
EMOJI = ["👋", "👋🏽", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "🇯🇵🇫🇷", "❤️", "❤", "👨🏿‍🚀", "1️⃣", "🤷🏻‍♀️", "😀😃😄", "🫠", "☃", "✅", "🧑🏼‍🤝‍🧑🏾"]
SCRIPTS = ["你好世界", "東京タワー", "こんにちは、世界。", "한국어 텍스트", "안녕", "𠮷野家", "中文,English混合", "「引用」",
           "naïve", "café", "Übergröße", "Ærøskøbing", "smörgåsbord", "Łódź", "İstanbul", "ǅungla", "ﬁnance", "ªº",
           "cafe\u0301", "n\u0303o", "a\u0300\u0301\u0302\u0303", "\u0301alone", "Å\u0327", "z\u0335\u0321a\u0334lgo\u0489",
           "مرحبا بالعالم", "السَّلَامُ عَلَيْكُمْ", "فارسی‌نویسی", "שלום עולם", "שָׁלוֹם", "नमस्ते दुनिया", "ক্ষুদ্র", "ภาษาไทย", "தமிழ்",
           "Привет, мир", "Ελληνικά", "Հայերեն", "ქართული", "አማርኛ", "𝕳𝖊𝖑𝖑𝖔", "𐍈𐌰", "Tiếng Việt", "ʻokina", "ʰʲ", "ⓐⓑ", "ℵ₀", "№5", "™©®", "∑∫√∞≠", "→←"]
NUMBERS = ["0", "7", "42", "1999", "2024", "3.14159", "1e-10", "000", "٠١٢٣٤٥٦٧٨٩", "۴۲", "१२३", "๑๒๓", "１２３", "Ⅷ", "ⅻ", "½",
           "x²", "10⁻³", "①②③", "二〇二四", "〇", "𝟘𝟙𝟚", "୧୨", "㊿", "1٢3", "a1b2", "௧௰"]
SPACES = [" ", "  ", "   ", "     ", "\t", "\t\t", "\n", "\n\n", "\r\n", "\r", " \n", "\n ", " \t ", "\u00a0", "\u00a0\u00a0",
          " \u00a0", "\u00a0 ", "\u2003", "\u2003 ", "\u3000", "\u3000\u3000", "\u2028", "\u2029", "\u0085", "\u1680",
          "\u202f", "\u205f", "\u2009", "\x0b", "\x0c", " " * 17]
CONTROLS = ["\x00", "\x01", "\x1b[31m", "\x7f", "\x1c", "\x1f", "\x80", "\x9f", "\u200b", "\u200d", "\ufeff", "\u00ad",
            "\u2060", "\u180e", "\u202e", "\ufffd", "\uffff", "\ue000", "\U000e0041", "\U0010ffff", "\u0378"]
SCALARS = [code for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
FIRST_PLANE = [code for code in SCALARS if code < 0x10000]


def run():
    """One character many times, or two in turns."""
    return random.choice(["a", " ", "\n", "=", "-", "ab", "!", "0", "é", "😀", "ha", "\t", "\u3000", "-="]) * random.randint(2, 40)


def scalars():
    """Any characters of the whole of Unicode."""
    return "".join(chr(random.choice(random.choice([FIRST_PLANE, SCALARS]))) for _ in range(random.randint(1, 5)))


def part(vocabulary):
    """A word of the lists above or of the vocabulary, a run, or any characters."""
    kind = random.random()
    for share, choices in [(0.3, WORDS), (0.15, vocabulary), (0.07, CONTRACTIONS), (0.09, CODE), (0.06, EMOJI), (0.13, SCRIPTS), (0.08, NUMBERS)]:
        if kind < share:
            return random.choice(choices)
        kind -= share
    if kind < 0.03:
        return random.choice(CONTROLS)
    return scalars() if kind < 0.08 else run()


def text(vocabulary):
    """A few parts, with white space, signs or nothing between."""
    result = ""
    for _ in range(random.choice([1, 2, 3, 4, 6, 8])):
        result += part(vocabulary)
        kind = random.random()
        result += " " if kind < 0.6 else random.choice(SPACES) if kind < 0.8 else random.choice(["", "", ", ", ". ", "'", "-"])
    return result


def ranks():
    """The number of each token's bytes, from OpenAI's vocab.bpe."""
    order = [*range(33, 127), *range(161, 173), *range(174, 256)]
    order += [byte for byte in range(256) if byte not in order]
    names = {chr(byte) if index < 188 else chr(0x100 + index - 188): byte for index, byte in enumerate(order)}
    lines = (pathlib.Path(os.environ["LESSONS_DATA"]) / "gpt2/vocab.bpe").read_text("utf-8").split("\n")[1:50_001]
    tokens = [bytes([byte]) for byte in order]
    tokens += [bytes(names[letter] for letter in line.replace(" ", "")) for line in lines]
    return {token: number for number, token in enumerate(tokens)}


def fnv(tokens):
    result = 0xCBF29CE484222325
    for byte in b"".join(token.to_bytes(8, "little") for token in tokens):
        result = (result ^ byte) * 0x100000001B3 % 2**64
    return f"{result:016x}"


def literal(value):
    """JSON in which what prints stands as it is, and everything else, white space too, is escaped."""
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in quoted)


def main():
    random.seed(1)
    encoding = tiktoken.Encoding("gpt2", pat_str=PATTERN, mergeable_ranks=ranks(), special_tokens={"<|endoftext|>": 50256})
    encode = lambda text: encoding.encode(text, disallowed_special=())
    vocabulary = [encoding.decode([token]) for token in range(256, 50_257)]
    vocabulary = [word for word in vocabulary if "\ufffd" not in word]
    texts = ["", " ", "hii there"] + [text(vocabulary) for _ in range(9_997)]
    tokens = [encode(text) for text in texts]
    hashes = [fnv(sum(tokens[start:start + 100], [])) for start in range(0, len(texts), 100)]
    # Single bytes are the first 256 tokens, and together seldom valid UTF-8.
    loose = [[random.choice([random.randrange(256), random.randrange(128, 256), random.randrange(50_257)])
              for _ in range(random.randint(1, 12))] for _ in range(300)]
    runs = [(piece, 100_000) for piece in ["a", " ", "ab", "=", "\n", "é", "😀", "hii there "]]
    content = {
        "tiktoken": tiktoken.__version__,
        "texts": texts, "hashes": hashes, "tokens": tokens[::50],
        "decoded": [{"tokens": tokens, "text": encoding.decode(tokens)} for tokens in loose],
        "runs": [{"piece": piece, "count": count, "hash": fnv(encode(piece * count))} for piece, count in runs],
    }
    items = [f'"{name}":' + ("[\n" + ",\n".join(map(literal, value)) + "\n]" if isinstance(value, list) else literal(value))
             for name, value in content.items()]
    (FOLDER / "gpt2.json").write_text("{" + ",\n".join(items) + "}\n", "utf-8")
    print(len(texts), "texts,", sum(map(len, tokens)), "tokens,", len(set(sum(tokens, []))), "different")


if __name__ == "__main__":
    main()
