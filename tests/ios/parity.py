"""Compares what Kotlin and Swift use: each call of the bindings, each screen, each sentence.

Without an argument, the script writes docs/parity.md. With --check, it fails if that file is not up to date, or
if only one shell uses something and tests/ios/parity_reasons.txt has no reason.
"""

import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PAGE = TOP / "docs/parity.md"
GENERATED = TOP / "ios/Aikotoba/Sources/AikotobaCore/AikotobaCore.swift"
KOTLIN = ["android/ui/src/main", "android/app/src/main"]
SWIFT = ["ios/Aikotoba/Sources/AikotobaModel", "ios/Aikotoba/Sources/AikotobaUI",
         "ios/Aikotoba/Sources/AikotobaPlatform", "ios/App"]
LINES = 14_000

REASONS_FILE = Path(__file__).with_name("parity_reasons.txt")


def texts(folders, ending):
    files = [file for folder in folders for file in sorted((TOP / folder).rglob(f"*.{ending}"))]
    return {file: file.read_text(encoding="utf-8") for file in files}


def code(files):
    """All code of a shell without comments, as one text."""
    whole = "\n".join(files.values())
    whole = re.sub(r"/\*.*?\*/", "", whole, flags=re.S)
    return re.sub(r"(^|\s)//[^\n]*", "", whole)


def calls():
    """The methods of each object and the functions of the bindings, by the names that both shells use."""
    generated = GENERATED.read_text(encoding="utf-8")
    found = []
    for name, body in re.findall(r"^public protocol (\w+)Protocol: [^{]*\{(.*?)^\}", generated, re.M | re.S):
        found += [(name, method) for method in re.findall(r"^    func (\w+)\(", body, re.M)]
    owner = None
    for line in generated.splitlines():
        if opened := re.match(r"open class (\w+): \w+Protocol", line):
            owner = opened[1]
        elif line == "}":
            owner = None
        elif owner and (made := re.match(r"public static func (\w+)\(", line)):
            found.append((owner, made[1]))
        elif line.startswith("public func ") and "FfiConverter" not in line and "uniffi" not in line:
            found.append((None, re.match(r"public func (\w+)\(", line)[1]))
    return sorted(set(found), key=lambda call: (call[0] or "", call[1]))


# Calls that have the same name as something else: a folder's rename, a list's count, a model's locks.
OTHER_NAMES = {"Enrolment.rename", "SharedKeys.count", "Vault.locks"}


def uses(text, call):
    owner, name = call
    name = re.escape(name)
    if owner is None:
        return re.search(rf"(?<![\w.]){name}\s*\(", text) is not None
    return re.search(rf"\.\s*`?{name}`?\s*\(|[.:]\s*{name}\b", text) is not None


def screens():
    """The names of the screens' models: all, those in Kotlin, those in Swift."""
    kotlin = {file.stem for file in texts(KOTLIN[:1], "kt") if file.stem.endswith("Model")}
    swift = set()
    for text in texts(SWIFT[:1], "swift").values():
        swift |= set(re.findall(r"public final class (\w+Model): Model\b", text)) | set(
            re.findall(r"public (?:final )?class (AppModel)\b", text))
    base = {"Model"}
    # Kotlin keeps some models in a file of another name.
    for text in texts(KOTLIN[:1], "kt").values():
        kotlin |= set(re.findall(r"^class (\w+Model)\(", text, re.M))
    return sorted((kotlin | swift) - base), kotlin, swift


def sentences():
    """The catalogue keys that a shell may contain: those of the app's own screens."""
    keys = re.findall(r"^([a-z][a-z0-9-]*) =", (TOP / "words/en/app.ftl").read_text(encoding="utf-8"), re.M)
    return sorted(keys)


def reasons():
    found = {}
    for line in REASONS_FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, why = line.split(": ", 1)
            found[name] = why
    return found


def lines(files):
    """The number of lines without blank lines, comments and imports. ktlint requires one import per line."""
    found = (line.strip() for text in files.values() for line in text.splitlines())
    return sum(1 for line in found if line and not line.startswith(("import ", "//", "/*", "*")))


def main():
    kotlin_files, swift_files = texts(KOTLIN, "kt"), texts(SWIFT, "swift")
    swift_files[GENERATED.with_name("Values.swift")] = GENERATED.with_name("Values.swift").read_text(encoding="utf-8")
    kotlin, swift = code(kotlin_files), code(swift_files)
    explained, used, wrong = reasons(), set(), []

    def row(name, in_kotlin, in_swift):
        sign = {True: "yes", False: "–"}
        if name in OTHER_NAMES:
            in_kotlin = in_swift = False
        if in_kotlin == in_swift:
            return f"| `{name}` | {sign[in_kotlin]} | {sign[in_swift]} | |"
        used.add(name)
        if name not in explained:
            wrong.append(f"{name}: {'Kotlin' if in_kotlin else 'Swift'} alone uses it, and {REASONS_FILE.name} has no reason")
        return f"| `{name}` | {sign[in_kotlin]} | {sign[in_swift]} | {explained.get(name, '')} |"

    page = [
        "# What both shells use",
        "",
        "`cargo xtask parity` writes this page. `cargo xtask swift` fails if it is not up to date, or if a difference has no reason (`tests/ios/parity_reasons.txt`). “–” in both columns means that only the command line, tests or no shell uses the call so far.",
        "",
        f"The hand-written code of both apps (`android/ui`, `android/app`, `ios/`) has fewer than {LINES:,} lines of code, without blank lines, comments and imports: the check fails above that.",
        "",
    ]
    head = ["| | Kotlin | Swift | why |", "|---|---|---|---|"]
    page += ["## Screens", "", *head]
    names, in_kotlin, in_swift = screens()
    page += [row(name, name in in_kotlin, name in in_swift) for name in names]
    page += ["", "## Calls of the bindings", "", *head]
    for call in calls():
        name = f"{call[0]}.{call[1]}" if call[0] else call[1]
        page.append(row(name, uses(kotlin, call), uses(swift, call)))
    page += ["", "## Sentences of the screens", "", "Those whose keys a shell contains. All others are values of the core.", "", *head]
    for key in sentences():
        quoted = f'"{key}"'
        row_of_key = row(key, quoted in kotlin, quoted in swift)
        if quoted in kotlin or quoted in swift:
            page.append(row_of_key)
    page.append("")
    for name in sorted(set(explained) - used):
        wrong.append(f"{name}: the reason is not needed, both shells do the same")
    total = lines(kotlin_files) + lines(swift_files)
    if total >= LINES:
        wrong.append(f"both shells have {total} lines by hand, and may have fewer than {LINES}")
    made = "\n".join(page)
    if sys.argv[1:] != ["--check"]:
        PAGE.write_text(made, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != made:
        wrong.append("docs/parity.md is not up to date: run `cargo xtask parity`")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"   Kotlin and Swift use the same of the core, but for {len(used)} explained differences; {total} lines by hand")


if __name__ == "__main__":
    main()
