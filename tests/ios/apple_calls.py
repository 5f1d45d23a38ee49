"""Checks docs/ios.md, the list of Apple's API that the iPhone app uses, against the sources.

Everything that the app uses of Apple's frameworks is declared in ios/AppleStubs; otherwise the app does not
compile on Linux. So each declaration there must have a row in the list, each row must name files that use it,
and each row must be needed. The script cannot check that a stub agrees with Apple's page.
"""

import re
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
PAGE = TOP / "docs/ios.md"
STUBS = TOP / "ios/AppleStubs/Sources"
APP = [TOP / "ios/Aikotoba/Sources/AikotobaUI", TOP / "ios/Aikotoba/Sources/AikotobaPlatform", TOP / "ios/App"]

DECLARATION = re.compile(
    r"^(?P<indent> *)(?:@\w+(?:\([^)]*\))? )*(?:(?:public|open|static|class|final|override|required|weak|mutating|indirect|nonmutating) "
    r"|nonisolated(?:\(unsafe\))? )*(?P<kind>struct|class|enum|protocol|extension|func|var|let|case|typealias|init|subscript)\b"
    r"[ ?]*(?P<name>[`\w, .]+)?"
)

# Declarations that the stubs need, and that Apple's frameworks have in another form or under another name.
OURS = {
    "Leaf", "TupleView", "Either", "Never", "Optional", "ModifiedContent", "UIViewRepresentableContext",
    "SceneBuilder", "ToolbarContentBuilder", "ToolbarItems", "ButtonLook", "ListLook", "PickerLook", "TitleMode",
    "ImageScale", "KeyEquivalent", "ObservedByKey", "TintShapeStyle", "HierarchicalShapeStyle", "BackgroundStyle",
    "LineCap", "LineJoin", "UnderlineStyleAttribute", "ForegroundColorAttribute", "Underline", "SwiftUIAttributes",
    "clockid_t", "TextSelectability",
}
# Types of plain values, such as `.leading` and `.headline`. The pages of the types list them.
VALUES = {
    "AccessibilityChildBehavior", "AccessibilityTraits", "Alignment", "Animation", "Axis", "ButtonRole", "Color",
    "ColorScheme", "ContentMode", "ControlSize", "Edge", "EventModifiers", "Font", "HorizontalAlignment",
    "HorizontalEdge", "KeyboardShortcut", "ScenePhase", "ScrollDismissesKeyboardMode", "Set", "ShapeStyle", "Size",
    "SubmitLabel", "TextAlignment", "TextInputAutocapitalization", "TextStyle", "ToolbarItemPlacement", "UnitPoint",
    "UserInterfaceSizeClass", "VerticalAlignment", "UTType", "Underline", "LineCap", "LineJoin", "ListLook",
    "PickerLook", "TitleMode", "ButtonLook", "ImageScale", "TextSelectability", "Material", "Angle", "UIKeyboardType",
    "UIUserInterfaceStyle", "Shading",
}
# Functions of the types above that count as calls.
CALLS_OF_VALUES = {"opacity", "monospaced", "monospacedDigit", "system", "identifier", "fill", "stroke", "trim"}
PLUMBING = {
    "body", "Body", "rawValue", "id", "init", "buildBlock", "buildExpression", "buildIf", "buildEither", "contains",
    "union", "intersection", "symmetricDifference", "insert", "remove", "update", "formUnion", "formIntersection",
    "formSymmetricDifference", "Element", "bits", "name", "subscript", "Value", "Content", "Context", "UIViewType",
    "wrappedValue", "projectedValue", "callAsFunction", "main", "coder", "CVReturn", "CVImageBuffer", "CVBuffer",
    "OSStatus", "NSErrorPointer", "superclass", "CFTypeRef",
}


def declared():
    """(module, owner, name) of everything that the stubs declare."""
    found = set()
    for file in sorted(STUBS.rglob("*.swift")):
        owners = []
        for line in file.read_text(encoding="utf-8").splitlines():
            match = DECLARATION.match(line)
            if not match or "private" in line.split("(")[0]:
                continue
            depth = len(match["indent"]) // 2
            owners = owners[:depth]
            kind, names = match["kind"], (match["name"] or match["kind"]).strip()
            if kind == "extension":
                owners.append(names.split(".")[-1].split(" ")[0])
                continue
            for name in names.split(",") if kind == "case" else [names.split(" ")[0]]:
                name = name.strip().strip("`").split(" ")[0]
                owner = owners[-1] if owners else None
                is_value = owner in VALUES and name not in CALLS_OF_VALUES
                if name not in OURS | PLUMBING and not is_value and owner not in {"SwiftUIAttributes", "KeyEquivalent"}:
                    found.add((file.parent.name, owner if owner not in OURS else None, name))
            if kind in {"struct", "class", "enum", "protocol"}:
                owners.append(names.split(" ")[0])
            # Members on the same line as their type.
            for inner in re.findall(r"(?<=[{ ;])(?:static let|case|class var|var|func) (\w+)", line[match.end():]):
                outer = names.split(" ")[0]
                if inner not in OURS | PLUMBING and outer not in VALUES and kind in {"struct", "class", "enum"}:
                    found.add((file.parent.name, outer, inner))
    return found


def sources():
    files = [file for folder in APP for file in sorted(folder.rglob("*.swift"))]
    texts = {}
    for file in files:
        text = re.sub(r"(^|\s)//[^\n]*", "", file.read_text(encoding="utf-8"))
        texts[file.stem] = text
    return texts


def used_in(texts, name):
    word = re.compile(rf"(?<!\w)`?{re.escape(name)}\b")
    return [stem for stem, text in texts.items() if word.search(text)]


ROW = re.compile(r"^\| \[`(?P<call>[^`]+)`\]\((?P<page>https://developer\.apple\.com/documentation/\S+)\) \| (?P<since>\d+\.\d) \| (?P<files>.+) \|$")


def rows():
    found, module = [], None
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            module = line[3:].strip()
        elif line.startswith("| ["):
            match = ROW.match(line)
            assert match, f"docs/ios.md: not a row: {line}"
            files = re.findall(r"`(\w+)`", match["files"])
            found.append((module, match["call"], float(match["since"]), files))
    return found


def main():
    texts, wrong, listed = sources(), [], set()
    for module, call, since, files in rows():
        name = re.sub(r"\(.*", "", call).split(".")[-1]
        owner = ".".join(re.sub(r"\(.*", "", call).split(".")[:-1])
        listed.add((module, name))
        if since > 17:
            wrong.append(f"{call} needs iOS {since}, and the app runs on 17.0")
        if not files:
            wrong.append(f"{call}: no file is named")
        wrong += [f"{call}: {file} does not use it" for file in files if file not in used_in(texts, name if name != "init" else owner.split(".")[-1])]
    for module, owner, name in sorted(declared(), key=str):
        # A type whose members the app uses need not be used by its own name.
        if used_in(texts, name) and (module, name) not in listed:
            wrong.append(f"{module}: {owner or ''}.{name} is not in docs/ios.md")
    known = {(module, name) for module, _, name in declared()}
    modules = {module for module, _ in known}
    for module, name in sorted(listed, key=str):
        if module in modules and (module, name) not in known and name != "init":
            wrong.append(f"docs/ios.md: {name} is not in the stubs of {module}")
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"   {len(rows())} calls of Apple's API are listed with their pages in docs/ios.md")


if __name__ == "__main__":
    if sys.argv[1:] == ["--declared"]:
        for module, owner, name in sorted(declared(), key=str):
            print(module, owner, name, ",".join(used_in(sources(), name)), sep="\t")
    else:
        try:
            main()
        except (AssertionError, OSError) as why:
            sys.exit(str(why))
