"""Parses the Xcode project, its scheme, property lists and strings, and checks that all references resolve.

Xcode's own tools run only on a Mac. The project is an old-style property list, which Python's plistlib
does not read. The parser in this file supports that part of the format that Xcode writes.
"""

import json
import plistlib
import re
import struct
import sys
import xml.etree.ElementTree
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
IOS = TOP / "ios"
PROJECT = IOS / "Aikotoba.xcodeproj"
TOKEN = re.compile(r'\s+|/\*.*?\*/|//[^\n]*\n|("(?:[^"\\]|\\.)*")|([A-Za-z0-9_./$-]+)|([{}()=;,])', re.S)
ID = re.compile(r"[0-9A-F]{24}")

# The uses that the app's privacy manifest declares, from Apple's list of required-reason API.
REASONS = {
    "NSPrivacyAccessedAPICategoryUserDefaults": ["CA92.1"],
    "NSPrivacyAccessedAPICategoryFileTimestamp": ["C617.1", "3B52.1"],
}


def tokens(text):
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise ValueError(f"not a property list at {text[at:at + 40]!r}")
        at = found.end()
        quoted, word, sign = found.groups()
        if quoted is not None:
            yield "text", quoted[1:-1].replace('\\"', '"')
        elif word is not None:
            yield "text", word
        elif sign is not None:
            yield sign, sign


def parse(text):
    stream = list(tokens(text))
    place = 0

    def take(kind):
        nonlocal place
        if stream[place][0] != kind:
            raise ValueError(f"{kind} is expected, not {stream[place]}")
        place += 1
        return stream[place - 1][1]

    def value():
        kind = stream[place][0]
        if kind == "text":
            return take("text")
        if kind == "(":
            take("(")
            items = []
            while stream[place][0] != ")":
                items.append(value())
                take(",")
            take(")")
            return items
        take("{")
        entries = {}
        while stream[place][0] != "}":
            key = take("text")
            if key in entries:
                raise ValueError(f"{key} occurs twice")
            take("=")
            entries[key] = value()
            take(";")
        take("}")
        return entries

    whole = value()
    if place != len(stream):
        raise ValueError("something follows the project")
    return whole


def ids(value):
    """Everything that has the form of an object's identifier, in values and in keys."""
    if isinstance(value, str):
        return {value} if ID.fullmatch(value) else set()
    if isinstance(value, list):
        return set().union(*map(ids, value)) if value else set()
    return ids(list(value)) | ids(list(value.values()))


def check_icon(folder):
    """Checks the picture of the icon: 1024 by 1024 pixels without transparency, as the App Store requires."""
    (picture,) = json.loads((folder / "Contents.json").read_text(encoding="utf-8"))["images"]
    head = (folder / picture["filename"]).read_bytes()[:26]
    assert head[:8] == b"\x89PNG\r\n\x1a\n", picture["filename"]
    width, height, depth, colour = struct.unpack(">IIBB", head[16:])
    assert (width, height) == (1024, 1024) and picture["size"] == "1024x1024", (width, height)
    assert (depth, colour) == (8, 2), "the icon is eight bits of red, green and blue"


def check_project():
    project = parse((PROJECT / "project.pbxproj").read_text(encoding="utf-8"))
    objects = project["objects"]
    assert project["objectVersion"] == "77", "synchronised groups need objectVersion 77"
    used, waiting = set(), {project["rootObject"]}
    while waiting:
        name = waiting.pop()
        assert name in objects, f"{name} is referred to and does not exist"
        used.add(name)
        waiting |= ids(objects[name]) - used
    assert used == set(objects), f"nothing refers to {set(objects) - used}"
    kinds = [entry["isa"] for entry in objects.values()]
    assert "XCRemoteSwiftPackageReference" not in kinds, "the app has a package of somebody else"
    for entry in objects.values():
        if entry["isa"] == "PBXFileSystemSynchronizedRootGroup":
            assert (IOS / entry["path"]).is_dir(), entry["path"]
        if entry["isa"] == "XCLocalSwiftPackageReference":
            assert (IOS / entry["relativePath"] / "Package.swift").is_file(), entry["relativePath"]
        if entry["isa"] == "XCSwiftPackageProductDependency":
            package = (IOS / "Aikotoba/Package.swift").read_text(encoding="utf-8")
            assert f'.library(name: "{entry["productName"]}"' in package, entry["productName"]
        settings = entry.get("buildSettings", {})
        for key in ("INFOPLIST_FILE", "CODE_SIGN_ENTITLEMENTS"):
            if key in settings:
                assert (IOS / settings[key]).is_file(), settings[key]
        if icon := settings.get("ASSETCATALOG_COMPILER_APPICON_NAME"):
            check_icon(IOS / f"App/Assets.xcassets/{icon}.appiconset")
        if "SWIFT_VERSION" in settings:
            assert settings["SWIFT_VERSION"] == "6.0" and settings["IPHONEOS_DEPLOYMENT_TARGET"] == "17.0"
    (app,) = [entry for entry in objects.values() if entry["isa"] == "PBXNativeTarget"]
    scheme = xml.etree.ElementTree.parse(PROJECT / "xcshareddata/xcschemes/Aikotoba.xcscheme")
    for reference in scheme.iter("BuildableReference"):
        target = objects[reference.get("BlueprintIdentifier")]
        assert target is app and target["name"] == reference.get("BlueprintName")


def check_lists():
    with open(IOS / "Config/Info.plist", "rb") as file:
        info = plistlib.load(file)
    with open(IOS / "Config/Aikotoba.entitlements", "rb") as file:
        entitlements = plistlib.load(file)
    with open(IOS / "App/PrivacyInfo.xcprivacy", "rb") as file:
        privacy = plistlib.load(file)
    (links,) = info["CFBundleURLTypes"]
    assert links["CFBundleURLSchemes"] == ["otpauth", "otpauth-migration"]
    # The publisher of the app declares its encryption: docs/ios.md.
    assert "ITSAppUsesNonExemptEncryption" not in info
    assert "NSAppTransportSecurity" not in info
    # The only work in the background is to carry a prepared backup.
    assert info["UIBackgroundModes"] == ["fetch"], info["UIBackgroundModes"]
    assert info["BGTaskSchedulerPermittedIdentifiers"] == ["app.aikotoba.backup"]
    assert entitlements == {"com.apple.developer.default-data-protection": "NSFileProtectionComplete"}
    assert privacy["NSPrivacyTracking"] is False
    assert privacy["NSPrivacyTrackingDomains"] == privacy["NSPrivacyCollectedDataTypes"] == []
    reasons = {
        kind["NSPrivacyAccessedAPIType"]: kind["NSPrivacyAccessedAPITypeReasons"]
        for kind in privacy["NSPrivacyAccessedAPITypes"]
    }
    assert reasons == REASONS, reasons
    return info


def check_strings(info):
    catalogue = json.loads((IOS / "App/InfoPlist.xcstrings").read_text(encoding="utf-8"))
    asked = {key for key in info if key.endswith("UsageDescription")}
    assert set(catalogue["strings"]) == asked, "each question to the person is in the catalogue, and no other"
    for key, entry in catalogue["strings"].items():
        said = {language: unit["stringUnit"] for language, unit in entry["localizations"].items()}
        assert set(said) == set(info["CFBundleLocalizations"]) == {"en", "ja"}, key
        assert all(unit["state"] == "translated" and unit["value"] for unit in said.values()), key
        assert said["en"]["value"] == info[key], f"{key}: Info.plist says something else"
        assert not said["ja"]["value"].isascii(), key


def main():
    check_project()
    check_strings(check_lists())
    print("   the Xcode project, its property lists and strings hold together")


if __name__ == "__main__":
    try:
        main()
    except (AssertionError, KeyError, ValueError, OSError) as why:
        sys.exit(f"ios project: {type(why).__name__}: {why}")
