"""Copy what the pages load in the browser from node_modules to the static folder."""

import re
import shutil
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src" / "enslinje" / "web" / "static" / "vendor"

FILES = {
    "@digdir/designsystemet-css/dist/theme/designsystemet.css": "designsystemet/theme.css",
    "@digdir/designsystemet-css/LICENSE": "designsystemet/LICENSE",
    "@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2": "inter/latin.woff2",
    "@fontsource-variable/inter/files/inter-latin-ext-opsz-normal.woff2": "inter/latin-ext.woff2",
    "@fontsource-variable/inter/LICENSE": "inter/LICENSE",
}

COMPONENTS = (
    *("link", "table", "details", "breadcrumbs", "skip-link"),
    *("button", "label", "field", "input", "fieldset", "validation-message", "error-summary"),
)
"""The parts of the design system that the pages use, in one file."""


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    for source, target in FILES.items():
        (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, VENDOR / target)
    (VENDOR / "designsystemet" / "components.css").write_text(components(), encoding="utf-8")


def components() -> str:
    """Return the used parts as one style sheet, in the layers that the whole has them in."""
    parts = MODULES / "@digdir" / "designsystemet-css" / "dist" / "src"
    base = (parts / "base.css").read_text(encoding="utf-8")
    used = "".join((parts / f"{name}.css").read_text(encoding="utf-8") for name in COMPONENTS)
    order = "@layer ds.theme, ds.base, ds.components;"
    style = f"{order}\n@layer ds.base{{{base}}}\n@layer ds.components{{{used}}}\n"
    return re.sub(r'url\("data:image/svg\+xml;charset=utf-8,([^"]*)"\)', as_file, style)


def as_file(icon: re.Match[str]) -> str:
    """Put an icon in a file of its own: the content security policy refuses them inline."""
    drawing = unquote(icon[1])
    name = f"{sha256(drawing.encode()).hexdigest()[:12]}.svg"
    (VENDOR / "designsystemet" / name).write_text(drawing, encoding="utf-8")
    return f'url("{name}")'


if __name__ == "__main__":
    main()
