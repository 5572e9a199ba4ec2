"""The accessibility tree names a layer, so that no screen reader says "delta squared"."""

import pytest

pytestmark = pytest.mark.browser


def nodes(page):
    """Every named node of the accessibility tree as (role, name)."""
    client = page.context.new_cdp_session(page)
    tree = client.send("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node["name"]["value"])
        for node in tree
        if node.get("role") and node.get("name")
    ]


def test_layers_are_named_in_the_accessibility_tree(visit):
    page = visit("/worked-example/")
    # what is folded, or not yet near the screen, is not in the tree
    page.evaluate("""for (const element of document.querySelectorAll("*")) {
      element.style?.setProperty("content-visibility", "visible")
      element.open = true
    }""")
    found = nodes(page)
    names = {name for role, name in found if role.startswith("MathML")}
    assert {"δ layer 2", "w layer 2 index 1"} <= names
    layers = page.locator("msup, msubsup").evaluate_all(
        "all => all.filter(e => e.lastElementChild.textContent.startsWith('(')).length"
    )
    assert layers == sum(" layer " in name for role, name in found if role.startswith("MathML"))
