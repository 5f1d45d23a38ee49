"""The program and the independent reader find what the independent writer wrote into a vault."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unicodedata
import unittest

import backup_reader
from test_vault import VECTOR, Vault
from vault_writer import Writer

PROGRAM = os.environ["AIKOTOBA"]
NOW = 1_800_000_000_000
ACCOUNT = {
    "issuer": "Amazon",
    "label": "別の書き手@example.co.jp",
    "type": "totp",
    "period": 30,
    "algorithm": "SHA256",
    "digits": 8,
    "key": "MFRGGZDFMZTWQ2LK",
    "parameters": [["image", "https://example.com/a.png"]],
    "note": "",
    "group": "店",
    "more_groups": ["仕入れ", "Home"],
    "favourite": False,
    "colour": None,
    "added": NOW,
    "confirmed": None,
}


class Written(unittest.TestCase):
    """A copy of the committed vault, changed by the independent writer."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name) / "vault.aikotoba"
        self.expected = json.loads((VECTOR / "expected.json").read_text("utf-8"))
        shutil.copy(VECTOR / "vault.aikotoba", self.path)

    def writer(self):
        return Writer(self.path, "device", bytes.fromhex(self.expected["device_key"]))

    def run_program(self, password, *arguments):
        """Runs the program with its own home folder; returns its JSON."""
        file = pathlib.Path(self.folder.name) / "password"
        file.write_text(password + "\n", "utf-8")
        command = [PROGRAM, "--json", "--vault", self.path, "--password-file", file, *arguments]
        home = {"HOME": self.folder.name, "PATH": os.environ["PATH"]}
        done = subprocess.run(command, capture_output=True, text=True, env=home, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_a_new_account_is_found_and_makes_its_codes(self):
        writer = self.writer()
        name = writer.add_account(ACCOUNT, NOW)
        writer.commit()
        password = self.expected["passphrase"]
        checked = self.run_program(password, "vault", "check")
        self.assertTrue(checked["sound"], checked)
        self.assertEqual(checked["accounts"], len(self.expected["accounts"]) + 1)
        rows = self.run_program(password, "codes")
        (row,) = [row for row in rows if row["id"] == name.hex()]
        self.assertEqual(row["account"], ACCOUNT["label"])
        self.assertEqual(row["code"], backup_reader.code(ACCOUNT, row["valid_from"]))
        (listed,) = [row for row in self.run_program(password, "list") if row["id"] == name.hex()]
        self.assertEqual(listed["groups"], ["店", "仕入れ", "Home"])

    def test_the_program_writes_groups_so_that_the_independent_reader_finds_them(self):
        writer = self.writer()
        name = writer.add_account(ACCOUNT, NOW)
        writer.commit()
        password = self.expected["passphrase"]
        for options, group, more in (
            (["--group", "家", "--group", "店"], "家", ["店"]),
            (["--group", "店"], "店", None),
            (["--group", ""], None, None),
        ):
            self.run_program(password, "edit", name.hex(), *options)
            rows = Vault(self.path, "passphrase", password).rows("account")
            (payload,) = [payload for row, _, _, payload in rows if row == name]
            with self.subTest(options):
                account = payload["account"]
                self.assertEqual((account["group"], account.get("more_groups")), (group, more))

    def test_what_was_written_can_be_undone_and_changed(self):
        writer = self.writer()
        name = writer.add_account(ACCOUNT, NOW)
        writer.commit()
        password = self.expected["passphrase"]
        undone = self.run_program(password, "undo")
        self.assertEqual((undone["reason"], undone["accounts"]), ("add", 1))
        trashed = self.run_program(password, "trash", "list")
        self.assertIn(name.hex(), [account["id"] for account in trashed])
        self.assertTrue(self.run_program(password, "vault", "check")["sound"])
        # The independent reader still reads what the program wrote afterwards.
        vault = Vault(self.path, "passphrase", password)
        ((_, _, _, manifest),) = vault.rows("manifest")
        self.assertEqual(manifest["epoch"], self.expected["epoch"] + 2)

    def test_a_new_password_opens_by_each_reading(self):
        typed = "ｶﾞｯｺｳ　１２３４"
        for reading in ("nfc", "nfkc", "astyped"):
            with self.subTest(reading):
                shutil.copy(VECTOR / "vault.aikotoba", self.path)
                writer = self.writer()
                writer.add_passphrase(typed, reading, NOW)
                writer.commit()
                checked = self.run_program(typed, "vault", "check")
                self.assertTrue(checked["sound"], checked)
                # The previous one still unlocks as well.
                self.run_program(self.expected["passphrase"], "vault", "check")

    def test_what_was_derived_from_nfkc_opens_however_it_is_typed(self):
        writer = self.writer()
        writer.add_passphrase("がっこう 1234", "nfkc", NOW)
        writer.commit()
        for typed in ("がっこう 1234", "がっこう　１２３４", "か\u3099っこう 1234"):
            with self.subTest(typed):
                self.assertTrue(self.run_program(typed, "vault", "check")["sound"])
        decomposed = unicodedata.normalize("NFD", "がっこう 1234")
        self.assertTrue(self.run_program(decomposed, "vault", "check")["sound"])

    def test_a_device_s_key_opens(self):
        key = os.urandom(32)
        writer = self.writer()
        writer.add_device_key(key, NOW)
        writer.commit()
        self.assertTrue(self.run_program(self.expected["passphrase"], "vault", "check")["sound"])

    def test_a_forgotten_line_of_the_roster_is_noticed(self):
        writer = self.writer()
        name = writer.add_account(ACCOUNT, NOW)
        writer.put("roster", bytes(15) + bytes([name[0] >> 2]), {"form": 1, "accounts": []})
        writer.database.execute("DELETE FROM account WHERE id = ?", (name,))
        ((_, _, _, manifest),) = writer.vault.rows("manifest")
        # Everything except the manifest is written: the vault is damaged.
        writer.database.execute("COMMIT")
        writer.database.close()
        file = pathlib.Path(self.folder.name) / "password"
        file.write_text(self.expected["passphrase"] + "\n", "utf-8")
        done = subprocess.run(
            [PROGRAM, "--json", "--vault", self.path, "--password-file", file, "vault", "check"],
            capture_output=True,
            text=True,
            env={"HOME": self.folder.name},
            check=False,
        )
        self.assertEqual(done.returncode, 4, done.stdout)
        self.assertFalse(json.loads(done.stdout)["sound"])
        self.assertEqual(manifest["epoch"], self.expected["epoch"])


if __name__ == "__main__":
    unittest.main()
