"""A page is parsed once as it was written, and once more with what it includes."""

import pytest

from tools.vouch.hold.code import corrections_of
from tools.vouch.hold.companion import beside
from tools.vouch.hold.run import Run
from tools.vouch.source import page
from tools.vouch.source.config import DOCS, ROOT
from tools.vouch.source.notebooks import page_at

TEXT = """\
---
chapter: 1
---

$$
a = 2 \\label{a}\\checkedby{check-a}
$$

By [](#eq-a), [](#eq-a) and [](#eq-a).

``` { .python #check-a }
a = 2
assert a == 2
```
"""


@pytest.fixture
def parsed(monkeypatch):
    """Return a list that grows with the name of each page that is parsed."""
    names, found_in = [], page.found_in
    monkeypatch.setattr(
        page, "found_in", lambda t, name: [names.append(name), *found_in(t, name)][1:]
    )
    return names


def test_a_page_that_is_rendered_is_parsed_twice(build_page, parsed):
    assert "(1.1)" in build_page(TEXT)
    assert parsed == ["docs/page.md"] * 2


def test_a_page_that_is_run_is_parsed_once(parsed):
    path = DOCS / "bias-gradients.md"
    found = page.Page("docs/x.md", page_at(path).text)
    list(corrections_of(found, Run(beside(ROOT / path))))
    assert parsed == ["docs/x.md"]
