#!/usr/bin/env python3
"""page_size.py LIBRARY.so…: fails unless every native library can be mapped with the 16 KB pages of newer
devices: the alignment of each loaded segment (PT_LOAD of a 64-bit ELF file) must allow it."""

import struct
import sys

PT_LOAD = 1


def alignments(elf):
    if elf[:5] != b"\x7fELF\x02":
        sys.exit("no ELF file of 64 bits")
    (start,) = struct.unpack_from("<Q", elf, 32)
    size, count = struct.unpack_from("<HH", elf, 54)
    for at in range(start, start + size * count, size):
        if struct.unpack_from("<I", elf, at)[0] == PT_LOAD:
            yield struct.unpack_from("<Q", elf, at + 48)[0]


for path in sys.argv[1:]:
    with open(path, "rb") as file:
        if min(alignments(file.read())) < 16384:
            sys.exit(f"{path} is not made for pages of 16 KB")
