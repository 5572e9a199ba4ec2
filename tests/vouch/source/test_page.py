import pytest

from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page, includes, shown

SNIPPET = '--8<-- "snippets/activations.py:exp_minus_abs, sigmoid"'


@pytest.mark.parametrize(
    "page",
    [
        "```python\ncode\n```\n",
        "``` python\ncode\n```\n",
        '```python title="a" hl_lines="1"\ncode\n```\n',
        "``` { .python #check }\ncode\n```\n",
        "```{.python .x}\ncode\n```\n",
        "~~~~python\ncode\n~~~~~\n",
        "    ```python\n    code\n    ```\n",
        '!!! note\n\n    ```python linenums="1"\n    code\n    ```\n',
        '=== "Tab"\n\n    ```python\n    code\n    ```\n',
        "> ```python\n> code\n> ```\n",
        "> !!! note\n>\n>     ```python\n>     code\n>     ```\n",
        "1. item\n\n    ```python\n    code\n    ```\n",
        "````text\n```\n````\n\n```python\ncode\n```\n".replace("text", "bash"),
    ],
)
def test_a_python_block_is_found_wherever_it_stands(page):
    found = Page("x.md", page)
    found.check()
    assert [fence.source for fence in found.fences if fence.language == "python"] == ["code"]


def test_blank_lines_and_deeper_indentation_inside_a_block_are_kept():
    page = "> ```python\n> if x:\n>\n>     code\n> ```\n"
    assert Page("x.md", page).fences[0].source == "if x:\n\n    code"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("a\n\n```python\ncode\n", "x.md:3: this fence is never closed"),
        ("```\ncode\n```\n", "x.md:1: a fence must name its language"),
        ("```text\n1\n```\n", 'x.md:1: a text block is titled "Output", so that it is compared'),
        (f"```python\n{'x' * 69}\n```\n", "x.md:2: 69 characters of code, but only 68 fit beside"),
        ("```py\n1\n```\n", "x.md:1: a block marked 'py' would not be run: write python or pycon"),
        ("```python3\n1\n```\n", "x.md:1: a block marked 'python3' would not be run"),
        ("```ipython\n1\n```\n", "x.md:1: a block marked 'ipython' would not be run"),
        ("```bash\n>>> 1\n```\n", "x.md:1: a block marked 'bash' would not be run"),
        ("a\n\n>>> 1\n", "x.md:3: an example after >>> is outside a fence"),
        (f"```python\nx = 1\n{SNIPPET}\n```\n", "x.md:2: a block that includes code holds only"),
        ('```python\n--8<-- "snippets/x.py"\n```\n', "x.md:2: a block that includes code holds"),
        ('```python\n--8<-- "snippets/x.py:1:2"\n```\n', "x.md:2: a block that includes code"),
        (
            '```python\n--8<-- "snippets/no.py:a"\n```\n',
            "x.md:2: includes snippets/no.py, which does",
        ),
        (
            f'```python\n{SNIPPET[:-1]}, no"\n```\n',
            "x.md:2: includes no of snippets/activations.py, w",
        ),
    ],
)
def test_what_would_not_be_run_is_refused_with_page_and_line(page, message):
    with pytest.raises(PageError) as caught:
        Page("x.md", page).check()
    assert str(caught.value).startswith(message)


def test_included_code_is_shown_without_its_checks_and_run_in_its_lines():
    page = Page("x.md", f"```python\n{SNIPPET}\n```\n")
    (fence,) = page.fences
    ((path, first, text),) = includes(fence, page)
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    assert text.splitlines()[0] == lines[first - 1] == "def exp_minus_abs(Z):"
    assert text.splitlines()[-1] == "    return np.where(np.real(Z) < 0, small, 1) / (1 + small)"
    assert lines[first + text.count("\n") - 1] == text.splitlines()[-1]
    seen = shown(fence, page)
    assert "as_floats" not in seen
    assert [line for line in seen.splitlines() if line] == list(filter(None, text.splitlines()))
    assert "8<" not in text


@pytest.mark.parametrize(
    "other", ["docs/frameworks/xor_torch.py:train", "snippets/activations.py:sigmoid"]
)
def test_a_cell_that_is_not_run_here_stands_in_a_block_of_its_own(other):
    network = '--8<-- "docs/frameworks/xor_torch.py:network"'
    both = network.replace("network", "network, train")
    page = Page("x.md", f"```python\n{network}\n```\n")
    assert shown(page.fences[0], page).startswith("import numpy as np\nimport torch\n")
    for code in (f'{network}\n--8<-- "{other}"', both):
        with pytest.raises(PageError, match=r"x\.md:1: a cell of docs/frameworks/ needs a"):
            Page("x.md", f"```python\n{code}\n```\n").check()
    with pytest.raises(PageError, match=r"x\.md:3: a block that includes code holds only"):
        Page("x.md", f"```python\n{network}\nX = 1\n```\n").check()
