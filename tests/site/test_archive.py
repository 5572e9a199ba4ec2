"""With snippets.zip unpacked in an empty folder, a built page's code prints what the page shows."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.site.pages import pages
from tests.site.reader import NEEDED, blocks, faults, open_to_the_eye
from tests.site.test_code import built
from tools.vouch.source.config import DOCS

PAGES = [page.stem for page in sorted(DOCS.glob("*.md"))]


@pytest.fixture(scope="module")
def code_of(site):
    """Return a function: a page's name in, the blocks of its built page out."""
    return lambda name: blocks(pages(site)[built(Path(f"{name}.md"))])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_pasted_from_top_to_bottom_prints_what_it_shows(site, tmp_path, code_of, page):
    assert faults(site / "snippets.zip", tmp_path, code_of(page)) == []


@pytest.mark.parametrize("page", PAGES)
def test_what_stays_folded_is_not_needed(site, tmp_path, code_of, page):
    found = code_of(page)
    if open_to_the_eye(found) != found:
        missing = faults(site / "snippets.zip", tmp_path, open_to_the_eye(found))
        assert missing == [], f"end the title of the fold that has it with '{NEEDED}'"


@pytest.mark.parametrize("page", PAGES)
def test_a_fold_that_says_it_is_needed_is(site, tmp_path, code_of, page):
    opened = open_to_the_eye(code_of(page))
    for number, fold in enumerate(dict.fromkeys(b.fold for b in opened if b.fold)):
        folder = tmp_path / str(number)
        rest = [block for block in opened if block.fold != fold]
        assert faults(site / "snippets.zip", folder, rest), f"{fold}: not needed"


PAGE = """\
# A page

```python
import numpy as np

a = 1
print(a)
```

```text title="Output"
1
```

??? note "A fold{needed}"

    ```python
    b = 2
    ```

```pycon
>>> a
1
>>> [][a]
Traceback (most recent call last):
IndexError: list index out of range
>>> for c in range(2):
...     print(c)
0
1
```

=== "One"

    ```python
    print(np.sum([a, {last}]))
    ```

    ```text title="Output"
    {sum}
    ```
"""
SHOWN = {"needed": NEEDED, "last": "b", "sum": "3"}


@pytest.fixture
def faults_of(build_page, site, tmp_path):
    """Return a function: changes of the page in, what a reader finds wrong with it out."""

    def read(choose=list, replaced=("", ""), **changes):
        html = build_page(PAGE.format(**SHOWN | changes).replace(*replaced))
        found = blocks(BeautifulSoup(f"<article>{html}</article>", "html.parser"))
        return faults(site / "snippets.zip", tmp_path / "empty", choose(found))

    return read


def test_a_right_page_has_no_faults(faults_of):
    assert faults_of() == []
    assert faults_of(open_to_the_eye) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"sum": "4"}, "shows 4, prints 3\n"),
        ({"last": "hidden"}, "NameError: name 'hidden' is not defined"),
        (
            {"replaced": ("import numpy as np", "import tools.vouch")},
            "No module named 'tools'",
        ),
        ({"replaced": ("0\n1\n```", "0\n2\n```")}, "shows 0\n2\n, prints 0\n1\n"),
        ({"replaced": (">>> a\n1", ">>> a\n2")}, "shows 2\n, prints 1\n"),
        ({"replaced": ("list index out", "index out")}, "prints Traceback"),
        ({"replaced": ("a = 1\n", "a = 1\nraise SystemExit\n")}, "6 parts, and 0 ran"),
    ],
)
def test_what_a_reader_would_find_is_found(faults_of, changes, fault):
    assert fault in "".join(faults_of(**changes))


def test_a_fold_that_does_not_say_that_it_is_needed_is_found(faults_of):
    assert faults_of(open_to_the_eye, needed="") == ["NameError: name 'b' is not defined"]
