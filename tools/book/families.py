"""A step: known variable names in Python code get their family's class."""

import re

from markdown.postprocessors import Postprocessor

from tools.figures.kit.families import FAMILY

BLOCK = re.compile(r'<div [^>]*class="language-py\w* [^>]*>.*?</div>', re.DOTALL)
# The look gives these kinds of token no style: their spans would only weigh.
PLAIN = re.compile(r'<span class="(?:p|o|n|n[a-fnt]|mi|mf|s[1-2aie]|bp|fm|w)">([^<]*)</span>')
# What a session answers with an error is an answer too, which a copy leaves out.
ERROR = re.compile(r'(<span class="gt">.*?)(?=<span class="gp">|</code>)', re.DOTALL)
ATTRIBUTE = r'(?<!<span class="o">\.</span>)'
NAME = re.compile(ATTRIBUTE + r'<span class="n">((\w*?)\d*)</span>')


def coloured(html: str) -> str:
    """Return highlighted code with a family's class on known names, and without empty spans."""

    def mark(span: re.Match[str]) -> str:
        family = FAMILY.get(span[2])
        return f'<span class="n {family}">{span[1]}</span>' if family else span[0]

    html = ERROR.sub(r'<span class="go">\1</span>', html)
    return PLAIN.sub(r"\1", NAME.sub(mark, html))


class FamiliesPostprocessor(Postprocessor):
    """Colours the blocks of Python in a page."""

    def run(self, text: str) -> str:
        """Return the page with its blocks of Python coloured."""
        return BLOCK.sub(lambda block: coloured(block[0]), text)
