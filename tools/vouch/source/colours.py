"""The TeX commands that only colour what they hold; the project names them."""

import tomllib

from tools.vouch.source.config import ROOT, config

FAMILIES = tomllib.loads((ROOT / config()["colours"]).read_text(encoding="utf-8"))
# by a name in code, which a layer's number may follow
FAMILY = {name: family["class"] for family in FAMILIES.values() for name in family["names"]}
COLOUR = rf"\\n?(?:{'|'.join(FAMILIES)})"  # the command, without what it colours
