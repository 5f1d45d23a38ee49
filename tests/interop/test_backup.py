"""Compares our backups with an independent reader and with Debian's age."""

import copy
import json
import os
import pathlib
import pty
import re
import subprocess
import sys
import tempfile
import unittest

import backup_reader

VECTORS = pathlib.Path(__file__).parent.parent / "vectors" / "backup"
SPEC = pathlib.Path(__file__).parent.parent.parent / "docs" / "spec"
UNKNOWN = "unknown fields"
PASSPHRASE = "がっこう 1234"


def vector(name):
    return (VECTORS / name).read_bytes()


def age(*arguments, answers):
    """Runs age, which reads passphrases only from a terminal."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvp("age", ["age", *arguments])
    said = b""
    try:
        for answer in answers:
            while not said.rstrip().endswith(b":"):
                said += os.read(terminal, 1024)
            os.write(terminal, answer.encode() + b"\n")
            said = b""
        while os.read(terminal, 1024):
            pass
    except OSError:
        # Linux reports an error for a terminal whose program has ended.
        pass
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


class Reader(unittest.TestCase):
    def test_our_backup_is_read_whole(self):
        document = backup_reader.read(vector("ours.age"), PASSPHRASE)
        self.assertEqual(document, json.loads(vector("document.json")))
        self.assertEqual(document["count"], 4)

    def test_an_account_may_be_in_several_groups(self):
        document = backup_reader.read(vector("several-groups.age"), PASSPHRASE)
        account = document["accounts"][0]["account"]
        self.assertEqual(backup_reader.groups_of(account), ["店", "Home", "仕入れ"])
        self.assertEqual(document["digest"], json.loads(vector("document.json"))["digest"])
        # As a program of before leaves it that took the account out of its group.
        self.assertEqual(backup_reader.groups_of({**account, "group": None}), [])

    def test_the_passphrase_may_be_typed_full_width_or_decomposed(self):
        for typed in ("がっこう　１２３４", "か\u3099っこう 1234"):
            backup_reader.read(vector("ours.age"), typed)

    def test_a_wide_passphrase_is_sealed_as_a_narrow_one(self):
        for typed in ("ｶﾞｯｺｳ　１２３４", "ガッコウ 1234"):
            document = backup_reader.read(vector("wide.age"), typed)
            self.assertEqual(document, json.loads(vector("document.json")))

    def test_what_earlier_versions_sealed_opens_as_it_was_typed(self):
        backup_reader.read(vector("wide-earlier.age"), "ｶﾞｯｺｳ　１２３４")
        with self.assertRaises(backup_reader.WrongPassphrase):
            backup_reader.read(vector("wide-earlier.age"), "ガッコウ 1234")

    def test_age_s_file_is_read_whole(self):
        document = backup_reader.read(vector("by-age.age"), PASSPHRASE)
        self.assertEqual(document, json.loads(vector("document.json")))

    def test_each_other_file_has_its_answer(self):
        for name, typed, answer in (
            ("ours.age", "other", backup_reader.WrongPassphrase),
            ("newer-document.age", PASSPHRASE, backup_reader.Newer),
            ("other-content.age", PASSPHRASE, backup_reader.NoBackup),
            ("for-key.age", PASSPHRASE, backup_reader.NoBackup),
            ("document.json", PASSPHRASE, backup_reader.NoBackup),
        ):
            with self.subTest(name), self.assertRaises(answer):
                backup_reader.read(vector(name), typed)

    def test_damage_is_noticed(self):
        whole = vector("newer-document.age")
        for at in range(1000, len(whole) - 60, 397):
            changed = bytearray(whole)
            changed[at] = ord("A") if changed[at] != ord("A") else ord("B")
            with self.subTest(at=at), self.assertRaises(backup_reader.Damaged):
                backup_reader.read(bytes(changed), PASSPHRASE)

    def test_each_uri_has_the_key_of_its_account(self):
        for entry in json.loads(vector("document.json"))["accounts"]:
            key = backup_reader.key_of_uri(entry["uri"])
            self.assertEqual(key, entry["account"]["key"])


def fields(text):
    """The fields of the tables of a document: the names in backquotes in their first column."""
    return re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)


def digest_table():
    """Section 5: whether a field of a part is in the digest."""
    rows = re.findall(
        r"^\| (document|entry|account) \| `?([\w ]+?)`? \| (yes|no) \|",
        (SPEC / "backup.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return {(part, field): is_in == "yes" for part, field, is_in in rows}


def another(value):
    """Another value of the same kind; something where there was nothing."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, str):
        return value + "x"
    if isinstance(value, list):
        return value[1:] if value else [["x", "y"]]
    if isinstance(value, dict):
        return {**value, "x": 1}
    return 1


class Digest(unittest.TestCase):
    def setUp(self):
        self.document = json.loads(vector("document.json"))
        for entry in self.document["accounts"]:
            entry["account"]["original"] = {"issuer": "a", "label": "b"}
            entry["account"]["imported"] = {"app": "Aegis", "fields": {}}

    def test_the_table_names_each_field_of_the_document(self):
        text = (SPEC / "backup.md").read_text(encoding="utf-8")
        document, entry = text.split("## 4. ")[1].split("## 5. ")[0].split("Each account is")
        account = (SPEC / "account.md").read_text(encoding="utf-8")
        expected = {("document", field) for field in fields(document)}
        expected |= {("entry", field) for field in fields(entry)}
        expected |= {("account", field) for field in fields(account)}
        expected |= {(part, UNKNOWN) for part in ("document", "entry", "account")}
        self.assertEqual(set(digest_table()), expected)

    def test_a_change_of_an_included_field_and_of_no_other_changes_the_digest(self):
        known = backup_reader.digest(self.document)
        self.assertEqual(known, self.document["digest"])
        for (part, field), is_in in digest_table().items():
            name = "surprise" if field == UNKNOWN else field
            for index in range(1 if part == "document" else len(self.document["accounts"])):
                changed = copy.deepcopy(self.document)
                place = changed
                if part != "document":
                    place = changed["accounts"][index]
                if part == "account":
                    place = place["account"]
                if field in ("period", "counter") and field not in place:
                    continue
                if (part, field) == ("entry", "account"):
                    place["account"]["key"] = another(place["account"]["key"])
                else:
                    place[name] = another(place.get(name))
                with self.subTest(part=part, field=field, index=index):
                    self.assertEqual(backup_reader.digest(changed) != known, is_in)

    def test_the_order_of_accounts_and_groups_is_in_the_digest(self):
        for field in ("accounts", "groups"):
            changed = copy.deepcopy(self.document)
            changed[field].reverse()
            self.assertNotEqual(backup_reader.digest(changed), self.document["digest"], field)

    def test_a_missing_field_counts_as_its_value(self):
        for entry in self.document["accounts"]:
            account = entry["account"]
            for field, value in (
                ("parameters", []),
                ("note", ""),
                ("group", None),
                ("favourite", False),
                ("colour", None),
                ("confirmed", None),
            ):
                if account[field] == value:
                    del account[field]
        self.assertEqual(backup_reader.digest(self.document), self.document["digest"])

    def test_a_key_uri_that_makes_other_codes_is_noticed(self):
        for entry in self.document["accounts"]:
            self.assertFalse(backup_reader.makes_other_codes(entry))
            for here, there in (("secret=", "secret=AA"), ("digits=", "digits=1")):
                uri = entry["uri"].replace(here, there)
                self.assertTrue(backup_reader.makes_other_codes({**entry, "uri": uri}), uri)


class Codes(unittest.TestCase):
    def test_rfc_6238_appendix_b(self):
        account = {"type": "totp", "period": 30, "algorithm": "SHA1", "digits": 8}
        account["key"] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        self.assertEqual(backup_reader.code(account, 59), "94287082")
        self.assertEqual(backup_reader.code(account, 20000000000), "65353130")

    def test_the_reader_makes_the_codes_of_the_vector(self):
        # The same time as in tests/backup_vectors.rs.
        accounts = json.loads(vector("document.json"))["accounts"]
        codes = [backup_reader.code(entry["account"], 1800000000) for entry in accounts]
        self.assertEqual(codes, json.loads(vector("codes.json")))


class Age(unittest.TestCase):
    def test_age_opens_our_backup(self):
        with tempfile.TemporaryDirectory() as folder:
            opened = pathlib.Path(folder) / "opened.json"
            done = age("-d", "-o", str(opened), str(VECTORS / "ours.age"), answers=[PASSPHRASE])
            self.assertEqual(done, 0)
            self.assertEqual(opened.read_bytes(), vector("document.json"))

    def test_age_opens_a_wide_passphrase_with_narrow_letters(self):
        with tempfile.TemporaryDirectory() as folder:
            opened = pathlib.Path(folder) / "opened.json"
            wide = str(VECTORS / "wide.age")
            done = age("-d", "-o", str(opened), wide, answers=["ガッコウ 1234"])
            self.assertEqual(done, 0)
            self.assertEqual(opened.read_bytes(), vector("document.json"))

    def test_the_reader_opens_what_age_seals_now(self):
        with tempfile.TemporaryDirectory() as folder:
            sealed = pathlib.Path(folder) / "sealed.age"
            plain = str(VECTORS / "document.json")
            done = age("-p", "-a", "-o", str(sealed), plain, answers=[PASSPHRASE, PASSPHRASE])
            self.assertEqual(done, 0)
            document = backup_reader.read(sealed.read_bytes(), PASSPHRASE)
            self.assertEqual(document, json.loads(vector("document.json")))

    def test_the_program_prints_the_document(self):
        reader = pathlib.Path(backup_reader.__file__)
        done = subprocess.run(
            [sys.executable, str(reader), str(VECTORS / "ours.age")],
            input=PASSPHRASE + "\n",
            capture_output=True,
            text=True,
            check=True,
        )
        self.assertEqual(json.loads(done.stdout), json.loads(vector("document.json")))


if __name__ == "__main__":
    unittest.main()
