"""Layer indices in MathML say what they are: δ with (2) raised is spoken as "delta layer 2".

`intent` is what MathML offers for this; `aria-label` names the element for browsers that do not
read it.
"""

import re

TOKEN = r"<(?:m[ino]|mtext)(?: [^>]*)?>[^<]*</(?:m[ino]|mtext)>"
INDEX = rf"(?:{TOKEN}|<mrow>(?:{TOKEN})+</mrow>)"
LAYERED = re.compile(
    r"<(?P<tag>msup|msubsup)>"
    r"<mi(?P<style>[^>]*)>(?P<letter>[^<]*)</mi>"
    rf"(?P<index>{INDEX})??"
    r'<mrow>(?P<open><mo stretchy="false">\(</mo>)'
    r"(?P<layer>(?:<m[in](?: [^>]*)?>[\dℓlD]</m[in]>)(?:<mo>[+−]</mo><mn>1</mn>)?)"
    r'(?P<close><mo stretchy="false">\)</mo>)(?P<top><mi [^>]*>⊤</mi>)?</mrow></(?P=tag)>'
)


def spoken(html: str) -> str:
    """Return KaTeX's output with an intent and a name on each symbol that has a layer."""
    return LAYERED.sub(named, html)


def named(match: re.Match[str]) -> str:
    """Return one symbol with its intent and its name."""
    intent, label = "layer:infix($of,$at)", f"{match['letter']} layer {words(match['layer'])}"
    index = match["index"] or ""
    if index:
        intent, label = f"index:infix({intent},$no)", f"{label} index {words(index)}"
        index = index.replace(">", ' arg="no">', 1)
    if match["top"]:
        intent, label = f"transposed:postfix({intent})", f"{label} transposed"
    layer = f'<mrow arg="at">{match["layer"]}</mrow>'
    raised = f"<mrow>{match['open']}{layer}{match['close']}{match['top'] or ''}</mrow>"
    letter = f'<mi{match["style"]} arg="of">{match["letter"]}</mi>'
    tag = match["tag"]
    return f'<{tag} intent="{intent}" aria-label="{label}">{letter}{index}{raised}</{tag}>'


def words(tokens: str) -> str:
    """Return an index as it is said: ℓ+1 as "ℓ plus 1", 12 as "1 2", a word as one."""
    said = {"+": "plus", "−": "minus"}
    shown = [
        [text] if tag == "mtext" else text
        for tag, text in re.findall(r"<(\w+)[^>]*>([^<]+)", tokens)
    ]
    return " ".join(said.get(part, part) for parts in shown for part in parts)
