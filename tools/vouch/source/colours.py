"""The TeX commands that only colour what they hold; the project names them."""

import tomllib

from tools.vouch.source.config import ROOT, config

FAMILIES = tomllib.loads((ROOT / config()["colours"]).read_text(encoding="utf-8"))
COLOUR = rf"\\n?(?:{'|'.join(FAMILIES)})"  # the command, without what it colours
