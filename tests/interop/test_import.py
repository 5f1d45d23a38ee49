"""Imports files of other authenticators with the command line and compares the accounts with the
expected ones. Exports for Aegis and 2FAS are read here with independent code and oathtool.

AIKOTOBA names the program; `cargo xtask test --only interop` sets it.
"""

import json
import subprocess
import tempfile
import unittest
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from test_cli_oathtool import PROGRAM, Vault, oathtool

FIXTURES = Path("tests/vectors/import")
MOMENT = 1_700_000_000


def expected_files():
    return json.loads((FIXTURES / "expected.json").read_text())



class Imports(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.vault = Vault(Path(self.folder.name))

    def ask(self, *arguments):
        done = subprocess.run(
            [PROGRAM, "--json", "--lang=en", "--vault", self.vault.path,
             "--password-file", self.vault.password, *arguments],
            capture_output=True, text=True,
        )
        return done.returncode, json.loads(done.stdout) if done.stdout else None

    def test_every_file_comes_in_as_it_was_written(self):
        for name, expected in expected_files().items():
            if expected["fails"]:
                continue
            options = []
            if expected["password"]:
                password = Path(self.folder.name) / "export-password"
                password.write_text(expected["password"] + "\n")
                options = ["--import-password-file", password]
            code, answer = self.ask("import", FIXTURES / name, "--dry-run", "--reveal", *options)
            with self.subTest(name):
                self.assertEqual(code, 4 if expected["refused"] else 0)
                found = [self.told(row["uri"]) for row in answer["accounts"]]
                wanted = [self.wanted(account) for account in expected["accounts"]]
                self.assertEqual(found, wanted)

    def told(self, uri):
        """The content of a key URI, read by Python's library."""
        parts = urlsplit(uri)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        kind = "steam" if query.get("encoder") == "steam" else parts.netloc
        label = unquote(parts.path[1:])
        if ":" in label and query.get("issuer"):
            label = label.split(":", 1)[1]
        moves = query.get("counter") if kind == "hotp" else query.get("period", "30")
        return (query.get("issuer", ""), label, kind, query["secret"], query.get("algorithm", "SHA1"), moves)

    def wanted(self, account):
        moves = str(account.get("counter", account.get("period", 30)))
        return (account["issuer"], account["label"], account["type"], account["key"], account["algorithm"], moves)

    def test_what_is_exported_makes_oathtools_codes(self):
        self.ask("import", FIXTURES / "aegis/plain-3.json")
        _, codes = self.ask("codes", "--at", str(MOMENT))
        by_issuer = {row["issuer"]: row["code"] for row in codes}
        aegis, twofas = (Path(self.folder.name) / name for name in ("aegis.json", "2fas.json"))
        self.ask("export", "--format", "aegis", aegis)
        self.ask("export", "--format", "2fas", twofas)
        entries = json.loads(aegis.read_text())["db"]["entries"]
        services = json.loads(twofas.read_text())["services"]
        self.assertEqual(len(entries), 5)
        for entry, service in zip(entries, services):
            info, otp = entry["info"], service["otp"]
            self.assertEqual(info["secret"], service["secret"])
            self.assertEqual((info["algo"], info["digits"]), (otp["algorithm"], otp["digits"]))
            self.assertEqual(entry["type"], otp["tokenType"].lower())
            if entry["type"] != "totp":
                continue
            options = [f"--totp={info['algo'].lower()}", f"--digits={info['digits']}",
                       f"--time-step-size={info['period']}s", f"--now=@{MOMENT}", "--base32"]
            self.assertEqual(by_issuer[entry["issuer"]], oathtool(*options, info["secret"]))


if __name__ == "__main__":
    unittest.main()
