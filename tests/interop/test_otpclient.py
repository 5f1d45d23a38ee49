"""Compares our codes and files with those of OTPClient's command line (`otpclient-cli`, 3.1).

It imports nothing itself, so its database is written here from the entries of our export for Aegis:
a header of iv (16 bytes) and salt (32 bytes); then a JSON list, ended by a zero byte, under
AES-256-GCM with the header as associated data; the key is PBKDF2-HMAC-SHA-512 of the password and a
zero byte, 100,000 rounds. Names are ASCII here, because it prints others as question marks.

AIKOTOBA names the program; `cargo xtask test --only interop` sets it.
"""

import hashlib
import json
import os
import pty
import re
import subprocess
import tempfile
import termios
import time
import unittest
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from test_cli_oathtool import Vault, base32

PASSWORD = "correct horse"
KEYS = {"SHA1": b"k" * 20, "SHA256": b"k" * 32, "SHA512": b"k" * 64}
LINKS = [
    f"otpauth://totp/T:{name}?secret={base32(key)}&issuer=T&algorithm={name}"
    f"&digits={digits}&period={period}"
    for (name, key), digits, period in zip(KEYS.items(), (6, 8, 7), (30, 60, 15), strict=True)
] + [
    f"otpauth://totp/Steam:player?secret={base32(KEYS['SHA1'])}&issuer=Steam&encoder=steam",
    f"otpauth://hotp/Bank:me?secret={base32(KEYS['SHA1'])}&issuer=Bank&counter=41&digits=6",
]


def item(entry):
    """An entry of an Aegis file as OTPClient's database has it."""
    info = entry["info"]
    moves = {name: info[name] for name in ("period", "counter") if name in info}
    return {
        "type": "HOTP" if entry["type"] == "hotp" else "TOTP",
        "label": entry["name"],
        "issuer": entry["issuer"],
        "secret": info["secret"],
        "digits": info["digits"],
        "algo": info["algo"],
        **moves,
    }


def database(items):
    header = bytes(range(48))
    key = hashlib.pbkdf2_hmac("sha512", PASSWORD.encode() + b"\0", header[16:], 100_000, 32)
    return header + AESGCM(key).encrypt(header[:16], json.dumps(items).encode() + b"\0", header)


class OtpClient:
    """OTPClient with a database of these items, in its own home folder."""

    def __init__(self, home, items):
        self.home, self.database = home, home / "db.enc"
        self.database.write_bytes(database(items))
        settings = home / ".config" / "otpclient.cfg"
        settings.parent.mkdir()
        settings.write_text(f"[config]\ndb_path={self.database}\ndisable_secret_service=true\n")

    def run(self, *arguments):
        """Runs it at a terminal and answers its requests for a password."""
        child, terminal = pty.fork()
        if child == 0:
            environment = {"HOME": str(self.home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
            os.execvpe("otpclient-cli", ["otpclient-cli", *arguments], environment)
        said, asked = b"", 0
        try:
            while piece := os.read(terminal, 1024):
                said += piece
                if said.lower().count(b"password: ") > asked:
                    asked += 1
                    self.answer(terminal)
        except OSError:
            # Linux reports an error for a terminal whose program has ended.
            pass
        os.close(terminal)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status != 0:
            raise AssertionError(f"{arguments}: {status}: {said!r}")
        return said.decode()

    @staticmethod
    def answer(terminal):
        """Types the password, once the echo is off: what was typed before is discarded."""
        until = time.monotonic() + 10
        while termios.tcgetattr(terminal)[3] & termios.ECHO and time.monotonic() < until:
            time.sleep(0.01)
        os.write(terminal, PASSWORD.encode() + b"\n")


class AgreesWithOtpClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        told = subprocess.run(
            ["otpclient-cli", "--version"], capture_output=True, text=True, check=True
        )
        if "3.1." not in told.stdout:
            raise unittest.SkipTest(f"the database is that of 3.1: {told.stdout.strip()}")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.vault = Vault(self.folder)
        links = self.folder / "links.txt"
        links.write_text("\n".join([*LINKS, ""]))
        self.vault.run("import", str(links))
        export = self.folder / "aegis.json"
        self.vault.run("export", "--format", "aegis", str(export))
        entries = json.loads(export.read_text())["db"]["entries"]
        self.assertEqual(len(entries), len(LINKS))
        home = self.folder / "home"
        home.mkdir()
        self.client = OtpClient(home, [item(entry) for entry in entries])

    def shown(self, account):
        """Our codes and what OTPClient shows in the same time step."""
        while True:
            now = int(time.time())
            ours = {row["account"]: row for row in self.vault.run("codes", "--at", str(now))}
            row = ours[account]
            if row["valid_until"] - time.time() < 5:
                # Too near to the end of the time step.
                time.sleep(row["valid_until"] - time.time() + 0.1)
                continue
            told = self.client.run("show", "-a", account, "-m", "-n")
            if time.time() < row["valid_until"]:
                return row, told

    def test_our_export_makes_the_same_codes(self):
        for account in (*KEYS, "player"):
            row, told = self.shown(account)
            found = re.findall(r"Current TOTP.*: (\w+)|Next TOTP: (\w+)", told)
            codes = [first or second for first, second in found]
            with self.subTest(account):
                self.assertEqual(codes, [row["code"], row["next"]], told)

    def test_our_export_has_the_counter_of_the_next_code(self):
        (listed,) = [row for row in self.vault.run("list") if row["account"] == "me"]
        told = self.client.run("show", "-a", "me", "-m")
        (shown,) = re.findall(r"Current HOTP: (\d+)", told)
        (row,) = self.vault.run("codes", "--hotp", listed["id"])
        self.assertEqual(row["code"], shown)

    def test_each_of_its_exports_comes_in_with_the_same_codes(self):
        ours = {row["account"]: row["code"] for row in self.vault.run("codes", "--at", "1700000000")}
        del ours["me"]
        password = self.folder / "export-password"
        password.write_text(PASSWORD + "\n")
        for kind in ("aegis", "freeotpplus", "andotp_plain", "andotp_encrypted"):
            exports = self.folder / kind
            exports.mkdir()
            self.client.run("export", "-t", kind, "-d", str(exports))
            (export,) = exports.iterdir()
            with self.subTest(kind):
                other = Vault(exports)
                planned = other.run(
                    "import", str(export), "--import-password-file", str(password)
                )
                self.assertEqual((planned["added"], planned["refused"]), (len(LINKS), []))
                rows = other.run("codes", "--at", "1700000000")
                found = {row["account"]: row["code"] for row in rows if row["account"] != "me"}
                self.assertEqual(found, ours)
                (counting,) = [row for row in other.run("list") if row["account"] == "me"]
                self.assertEqual(counting["counter"], 41)


if __name__ == "__main__":
    unittest.main()
