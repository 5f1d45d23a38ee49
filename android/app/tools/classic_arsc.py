#!/usr/bin/env python3
"""classic_arsc.py FRAMEWORK.jar OUT.apk: writes the framework's resource table in the encoding used before Android 14.

Newer tables have 16-bit offsets, sparse types and compact entries (ResourceTypes.h of AOSP: ResTable_type,
ResTable_entry), which Debian's aapt2 does not read yet.
"""

import struct
import sys
import zipfile

PACKAGE, TYPE, TYPE_SPEC = 0x0200, 0x0201, 0x0202
SPARSE, OFFSET16 = 1, 2
COMPLEX, COMPACT = 1, 8
NO_ENTRY = 0xFFFFFFFF


def u16(data, at):
    return struct.unpack_from("<H", data, at)[0]


def u32(data, at):
    return struct.unpack_from("<I", data, at)[0]


def chunks(data, at):
    while at < len(data):
        size = u32(data, at + 4)
        yield u16(data, at), data[at : at + size]
        at += size


def offsets(chunk, header, flags, count):
    """Maps the numbers of existing entries to their offsets."""
    found = {}
    for number in range(count):
        if flags & SPARSE:
            found[u16(chunk, header + 4 * number)] = 4 * u16(chunk, header + 4 * number + 2)
        elif flags & OFFSET16:
            offset = u16(chunk, header + 2 * number)
            if offset != 0xFFFF:
                found[number] = 4 * offset
        else:
            offset = u32(chunk, header + 4 * number)
            if offset != NO_ENTRY:
                found[number] = offset
    return found


def entry(chunk, at):
    """One entry without the compact form."""
    flags = u16(chunk, at + 2)
    if flags & COMPACT:
        name, value = u16(chunk, at), u32(chunk, at + 4)
        return struct.pack("<HHIHBBI", 8, flags & 0xF7, name, 8, 0, flags >> 8, value)
    if flags & COMPLEX:
        return chunk[at : at + u16(chunk, at) + 12 * u32(chunk, at + 12)]
    return chunk[at : at + u16(chunk, at) + 8]


def classic_type(chunk, counts):
    header, flags, count, start = u16(chunk, 2), chunk[9], u32(chunk, 12), u32(chunk, 16)
    total = max(counts.get(chunk[8], 0), 0 if flags & SPARSE else count)
    table, entries = [NO_ENTRY] * total, bytearray()
    for number, offset in sorted(offsets(chunk, header, flags, count).items()):
        table[number] = len(entries)
        entries += entry(chunk, start + offset)
    body = struct.pack(f"<{total}I", *table) + bytes(entries)
    head = bytearray(chunk[:header])
    head[9] = 0
    struct.pack_into("<I", head, 4, header + len(body))
    struct.pack_into("<II", head, 12, total, header + 4 * total)
    return bytes(head) + body


def classic_package(chunk):
    header, counts = u16(chunk, 2), {}
    parts = [chunk[:header]]
    for kind, part in chunks(chunk, header):
        if kind == TYPE_SPEC:
            counts[part[8]] = u32(part, 12)
        parts.append(classic_type(part, counts) if kind == TYPE else part)
    whole = bytearray(b"".join(parts))
    struct.pack_into("<I", whole, 4, len(whole))
    return bytes(whole)


def main(framework, out):
    with zipfile.ZipFile(framework) as jar:
        table, manifest = jar.read("resources.arsc"), jar.read("AndroidManifest.xml")
    header = u16(table, 2)
    parts = [table[:header]]
    parts += [classic_package(part) if kind == PACKAGE else part for kind, part in chunks(table, header)]
    whole = bytearray(b"".join(parts))
    struct.pack_into("<I", whole, 4, len(whole))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as apk:
        apk.writestr("AndroidManifest.xml", manifest)
        apk.writestr("resources.arsc", bytes(whole))


main(*sys.argv[1:])
