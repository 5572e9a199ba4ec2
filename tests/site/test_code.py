"""The code that a reader of the built page sees is the code that was run."""

from collections import Counter

import pytest

from tests.site.pages import pages
from tools.gauges.mirror import lessons
from tools.vouch.source.config import DOCS
from tools.vouch.source.notebooks import page_at
from tools.vouch.source.page import shown


def built(page):
    """Return the built file's name of a Markdown page, given relative to docs/."""
    folder = page.parent if page.stem == "index" else page.with_suffix("")
    return str(folder / "index.html")


def differing(site, docs):
    """Return the blocks that one of a page's source and its built form has and the other lacks."""
    found = []
    for path in lessons(docs.parent):
        name = built(path.relative_to(docs))
        page = page_at(path)
        run = Counter(shown(fence, page).strip("\n") for fence in page.fences)
        seen = Counter(tag.text.strip("\n") for tag in pages(site)[name].select(".highlight code"))
        found += [f"{name}: not shown: {code}" for code in (run - seen).elements()]
        found += [f"{name}: not run: {code}" for code in (seen - run).elements()]
    return found


def test_the_code_shown_is_the_code_that_was_run(site):
    assert differing(site, DOCS) == []


PAGE = """\
# A page

```python title="One"
x = 1  # < 2
print(x)
```

```text title="Output"
1
```

> ```pycon
> >>> x
> 1
> ```

- in a list

    ```python
    def f():

        return 1
    ```

```python
--8<-- "snippets/activations.py:exp_minus_abs, sigmoid"
```
"""


@pytest.fixture
def both(build_site, tmp_path):
    """Return a function: changes of the HTML in, the differences found out."""

    def compare(old="", new="", page=PAGE):
        site = build_site({"index.md": page, "more/a-lesson.md": "# Two\n"})
        file = site / "index.html"
        html = file.read_text(encoding="utf-8")
        assert old in html
        file.write_text(html.replace(old, new, 1) if old else html, encoding="utf-8")
        return differing(site, tmp_path / "docs")

    return compare


def test_a_right_page_shows_what_was_run(both):
    assert both() == []


def test_code_that_the_page_changed_is_found(both):
    found = both("</span> = 1", "</span> = 2")
    assert [fault.partition(": x")[0] for fault in found] == [
        "index.html: not shown",
        "index.html: not run",
    ]


def test_an_include_that_shows_something_else_is_found(both):
    found = both("small", "large")
    assert [fault.splitlines()[0] for fault in found] == [
        "index.html: not shown: def exp_minus_abs(Z):",
        "index.html: not run: def exp_minus_abs(Z):",
    ]


def test_code_by_indentation_alone_is_found(both):
    assert both(page=f"{PAGE}\n\nText.\n\n    y = x\n") == ["index.html: not run: y = x"]
