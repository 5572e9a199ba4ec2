"""The colour of a quantity, in figures and in code alike."""

from tools.vouch.source.colours import FAMILIES

# The CSS class by a name in code, which a layer's number may follow.
FAMILY = {name: family["class"] for family in FAMILIES.values() for name in family["names"]}
