"""Compares our command line's codes with those of oathtool (OATH Toolkit).

AIKOTOBA names the program; `cargo xtask test --only interop` sets it.
"""

import base64
import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ.get("AIKOTOBA", "target/release/aikotoba")

# Keys of RFC 6238, appendix B: twenty, thirty-two and sixty-four bytes.
KEYS = {
    "SHA1": b"12345678901234567890",
    "SHA256": b"12345678901234567890123456789012",
    "SHA512": b"1234567890123456789012345678901234567890123456789012345678901234",
}
DIGITS = (6, 7, 8)
PERIODS = (15, 30, 60)
# The times of RFC 6238, edges of a time step, and a time beyond 32 bits.
MOMENTS = (0, 29, 30, 59, 1111111109, 1111111111, 1234567890, 2000000000, 20000000000)


def base32(key):
    return base64.b32encode(key).decode().rstrip("=")


def oathtool(*arguments):
    """The output of oathtool, which reads the key from standard input (`-`)."""
    *options, key = arguments
    done = subprocess.run(
        ["oathtool", *options, "-"], input=key, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


class Vault:
    """A vault in its own folder."""

    def __init__(self, folder):
        self.password = folder / "password"
        self.password.write_text("correct horse battery staple\n")
        self.path = folder / "vault"
        self.run("vault", "create", "--no-recovery")

    def run(self, *arguments, typed=None):
        done = subprocess.run(
            [
                PROGRAM,
                "--json",
                "--lang=en",
                "--vault",
                self.path,
                "--password-file",
                self.password,
                *arguments,
            ],
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise AssertionError(f"{arguments}: {done.returncode}: {done.stderr}")
        return json.loads(done.stdout)


class CodesAgreeWithOathtool(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.vault = Vault(Path(cls.folder.name))

    def test_totp_of_every_algorithm_length_and_period(self):
        lines = []
        for algorithm, key in KEYS.items():
            for digits in DIGITS:
                for period in PERIODS:
                    name = f"{algorithm}-{digits}-{period}"
                    lines.append(
                        f"otpauth://totp/T:{name}?secret={base32(key)}&issuer=T"
                        f"&algorithm={algorithm}&digits={digits}&period={period}"
                    )
        export = Path(self.folder.name) / "accounts.txt"
        export.write_text("\n".join(lines))
        self.vault.run("import", str(export))
        for moment in MOMENTS:
            codes = self.vault.run("codes", "--at", str(moment))
            rows = {row["account"]: row for row in codes if row["issuer"] == "T"}
            self.assertEqual(len(rows), len(lines))
            for name, row in rows.items():
                algorithm, digits, period = name.split("-")
                options = (
                    f"--totp={algorithm}",
                    f"--digits={digits}",
                    f"--time-step-size={period}s",
                    "--base32",
                )
                key = base32(KEYS[algorithm])
                expected = oathtool(*options, f"--now=@{moment}", key)
                after = oathtool(*options, f"--now=@{moment + int(period)}", key)
                with self.subTest(name=name, moment=moment):
                    self.assertEqual((row["code"], row["next"]), (expected, after))
                    self.assertLessEqual(row["valid_from"], moment)
                    self.assertGreater(row["valid_until"], moment)
                    self.assertEqual(row["valid_until"] - row["valid_from"], int(period))

    def test_hotp_codes_in_their_order(self):
        key = base32(KEYS["SHA1"])
        uri = f"otpauth://hotp/H:counter?secret={key}&issuer=H&counter=0&digits=6"
        self.vault.run("add", "-", typed=uri)
        expected = oathtool("--hotp", "--base32", "--counter=0", "--window=4", key).split()
        # Adding an account takes its first code.
        listed = next(row for row in self.vault.run("list") if row["issuer"] == "H")
        for counter in range(listed["counter"], 5):
            [row] = self.vault.run("codes", "--hotp", listed["id"])
            with self.subTest(counter=counter):
                self.assertEqual(row["code"], expected[counter])


if __name__ == "__main__":
    unittest.main()
