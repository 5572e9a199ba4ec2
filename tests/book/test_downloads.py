import json
import re
import sys

import pytest

from tools.book.downloads import archive, download
from tools.vouch.source.errors import PageError
from tools.vouch.source.notebooks import notebooks

NOTEBOOK = """\
# %% [markdown]
# ---
# title: A notebook
# ---
#
# # A notebook
#
# From [the lesson](../worked-example.md#forward), or [there](https://example.org/):
# $\\nfwd{0.25} = \\err{\\delta}^2$<!--= a; 2 -->

# %% [markdown] tags=["site"]
# [Download](a.ipynb){ download="a.ipynb" }

# %%
from snippets.activations import sigmoid

# %%
print(sigmoid(0))
"""
# What Jupyter would show as it stands.
OURS = re.compile(
    r"<!--|--8<--|^(?:!!!|\?\?\?|===)|\{ ?[.:#]|\\n?(?:given|fwd|err|grad|loss)\b", re.M
)


def cells(text, name="docs/notebooks/a.py"):
    return json.loads(download(text, name))["cells"]


def source(cell):
    return "".join(cell["source"])


def faults(text):
    """Return what a download of `text` holds that only the site, or this project, can read."""
    found = []
    for cell in cells(text):
        if cell["cell_type"] == "code":
            imported = re.findall(r"^\s*(?:from|import) (\w+)", source(cell), re.MULTILINE)
            found += set(imported) - {"numpy", *sys.stdlib_module_names}
        else:
            found += OURS.findall(source(cell)) + re.findall(r"\]\((?!https?:)", source(cell))
    return found


def test_prose_is_as_jupyter_shows_it_and_code_is_written_out_without_output():
    prose, functions, call = cells(NOTEBOOK)
    assert source(prose) == (
        "# A notebook\n\nFrom the lesson, or [there](https://example.org/):\n${0.25} = {\\delta}^2$"
    )
    assert source(functions).startswith("import numpy as np\n")
    assert "def sigmoid(Z):" in source(functions)
    assert source(call) == "print(sigmoid(0))"
    assert functions["outputs"] == call["outputs"] == []


def test_downloads_are_the_same_each_time():
    assert download(NOTEBOOK, "a.py") == download(NOTEBOOK, "a.py")
    assert archive() == archive()


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_the_sites_downloads_hold_nothing_that_only_the_site_can_read(path):
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "bad",
    [
        "# %%\nimport tools.vouch.source.page\n",
        "# %%\nif True:\n    from snippets.activations import sigmoid\n",
        "# %% [markdown]\n# A *word*{ .q-er }.\n",
        "# %% [markdown]\n# <!-- a note -->\n",
        "# %% [markdown]\n# ??? note\n",
        "# %% [markdown]\n# ![A figure](a.svg)\n",
    ],
)
def test_what_only_the_site_can_read_is_found(bad):
    assert faults(bad)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("import sigmoid", "import sigmoids", "15: .* defines no sigmoids"),
        ("print(sigmoid(0))", "print(", "18: "),
    ],
)
def test_what_cannot_be_written_out_is_named_with_its_line(old, new, fault):
    with pytest.raises(PageError, match=f"docs/notebooks/a.py:{fault}"):
        cells(NOTEBOOK.replace(old, new))
