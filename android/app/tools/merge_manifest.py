#!/usr/bin/env python3
"""merge_manifest.py OUT PACKAGE OLDEST TARGET MAIN LIBRARY…: merges the libraries' manifests into the app's manifest,
and adds the oldest and the target Android version, without which Robolectric assumes Android 6.

It implements the part of Gradle's merger that is needed here: elements with another name are added, attributes that
the app does not set are copied, and `tools:node="remove"` in the app's manifest removes an element.
"""

import sys
import xml.etree.ElementTree as ET

ANDROID = "{http://schemas.android.com/apk/res/android}"
TOOLS = "{http://schemas.android.com/tools}"


def key(element):
    return element.tag, element.get(ANDROID + "name")


def find(parent, like):
    return next((child for child in parent if key(child) == key(like)), None)


def merge(parent, theirs):
    for child in theirs:
        ours = find(parent, child)
        if ours is None:
            parent.append(child)
        elif ours.tag in ("provider", "service", "receiver", "activity"):
            merge(ours, child)


def add_library(root, library):
    application = root.find("application")
    for element in library:
        if element.tag == "application":
            for name, value in element.attrib.items():
                if not name.startswith(TOOLS):
                    application.attrib.setdefault(name, value)
            merge(application, element)
        elif element.tag != "uses-sdk" and find(root, element) is None:
            root.insert(0, element)


def strike_out(element):
    for child in list(element):
        if child.get(TOOLS + "node") == "remove":
            element.remove(child)
        else:
            strike_out(child)
    for name in [name for name in element.attrib if name.startswith(TOOLS)]:
        del element.attrib[name]


def main(out, package, oldest, target, main_manifest, *libraries):
    ET.register_namespace("android", ANDROID[1:-1])
    root = ET.parse(main_manifest).getroot()
    root.set("package", package)
    for path in libraries:
        with open(path, encoding="utf-8") as file:
            add_library(root, ET.fromstring(file.read().replace("${applicationId}", package)))
    strike_out(root)
    ET.SubElement(root, "uses-sdk", {ANDROID + "minSdkVersion": oldest, ANDROID + "targetSdkVersion": target})
    ET.indent(root)
    ET.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)


main(*sys.argv[1:])
