"""An independent reader of vaults, written from docs/spec/vault.md alone."""

import hashlib
import hmac
import json
import pathlib
import sqlite3
import struct
import unicodedata
import unittest

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VECTOR = pathlib.Path(__file__).parent.parent / "vectors" / "vault"
SPECIFICATION = pathlib.Path(__file__).parent.parent.parent / "docs" / "spec" / "vault.md"
FORMAT = 1
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"


def hkdf(key: bytes, salt: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info.encode()).derive(key)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:12], sealed[12:], context)


def read_code(text: str) -> bytes:
    """Section 3.2."""
    values = [CROCKFORD.index(symbol) for symbol in text.replace("-", "")]
    number = 0
    for value in values[:26]:
        number = number * 32 + value
    assert len(values) == 27 and number % 37 == values[26]
    return number.to_bytes(16, "big")


FORMS = {
    "nfkc": lambda text: unicodedata.normalize("NFKC", text),
    "nfc": lambda text: unicodedata.normalize("NFC", text),
    "astyped": lambda text: text,
}


def forms(typed: str, reading: str) -> list[str]:
    """Section 3.1: the normalizations to try, that of the slot first, equal ones once."""
    texts = [FORMS[reading](typed)] + [form(typed) for form in FORMS.values()]
    return list(dict.fromkeys(texts))


def work(parameters) -> int:
    """Section 3.3."""
    return parameters.get("mebibytes", 0) * parameters.get("passes", 0)


def tables() -> set:
    """Section 2.1: the schema in the specification."""
    text = SPECIFICATION.read_text("utf-8")
    _, block, _ = text.split("### 2.1", 1)[1].split("```", 2)
    found = set()
    for sql in block.strip().removeprefix("CREATE ").split("\nCREATE "):
        name = sql.split()[1]
        found.add(("table", name, name, f"CREATE {sql}"))
    return found


class Vault:
    """An opened vault."""

    def __init__(self, path: pathlib.Path, kind: str, credential):
        self.database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        (application,) = self.database.execute("PRAGMA application_id").fetchone()
        (self.format,) = self.database.execute("PRAGMA user_version").fetchone()
        assert application == 0x41494B4F and self.format == FORMAT
        columns = "type, name, tbl_name, sql"
        listed = self.database.execute(f"SELECT {columns} FROM sqlite_schema").fetchall()
        assert sorted(listed) == sorted(tables())
        (self.id,) = self.database.execute("SELECT vault FROM header").fetchone()
        columns = "id, kind, parameters, proof, wrapped, checksum"
        self.slots = self.database.execute(f"SELECT {columns} FROM slot ORDER BY id").fetchall()
        slots = [slot for slot in self.slots if slot[1] == kind]
        slots.sort(key=lambda slot: work(json.loads(slot[2])))
        found = [key for key in (self.open(slot, credential) for slot in slots) if key]
        assert found, "no slot opens with that"
        self.key = found[0]

    def open(self, slot, credential) -> bytes | None:
        """Section 3."""
        name, kind, parameters, proof, wrapped, checksum = slot
        known = json.loads(parameters)
        salt = bytes.fromhex(known["salt"])
        if kind == "passphrase":
            memory, passes, lanes = known["mebibytes"] * 1024, known["passes"], known["lanes"]
            keys = [
                hash_secret_raw(text.encode(), salt, passes, memory, lanes, 32, Type.ID, 19)
                for text in forms(credential, known["reading"])
            ]
        elif kind == "recovery":
            keys = [hkdf(read_code(credential), salt, "aikotoba recovery")]
        else:
            keys = [hkdf(credential, salt, "aikotoba device")]
        both = self.id + name
        context = b"aikotoba slot" + both + struct.pack(">Q", len(kind)) + kind.encode()
        context += parameters
        assert hashlib.sha256(context + proof + wrapped).digest()[:16] == checksum
        for key in keys:
            if hmac.compare_digest(hkdf(key, both, "aikotoba proof")[:16], proof):
                return unseal(hkdf(key, both, "aikotoba wrapping"), wrapped, context)
        return None

    def rows(self, table: str):
        """The rows of a table with their payloads: section 4."""
        purpose = {"account": "records", "setting": "records", "change": "snapshots"}
        key = hkdf(self.key, self.id, "aikotoba " + purpose.get(table, "manifest"))
        rows = self.database.execute(f"SELECT id, version, sealed FROM {table} ORDER BY id")
        for name, version, sealed in rows.fetchall():
            context = b"aikotoba row" + struct.pack(">q", self.format) + self.id
            context += bytes([len(table)]) + table.encode() + name + struct.pack(">Q", version)
            payload = unseal(key, sealed, context)
            assert len(payload) % 256 == 0
            yield name, version, sealed[-16:], json.loads(payload)

    def code(self, *parts: bytes) -> str:
        """Section 6."""
        code = hmac.new(hkdf(self.key, self.id, "aikotoba list"), digestmod="sha256")
        for part in parts:
            code.update(struct.pack(">Q", len(part)) + part)
        return code.hexdigest()


class Unconfirmed(unittest.TestCase):
    """Section 3.5: a recovery code that is not confirmed."""

    def test_the_code_is_sealed_in_its_slot(self):
        known = json.loads((VECTOR / "unconfirmed.json").read_text("utf-8"))
        path = VECTOR / "unconfirmed.aikotoba"
        vault = Vault(path, "device", bytes.fromhex(known["device_key"]))
        code = read_code(known["recovery_code"])
        (slot,) = [slot for slot in vault.slots if slot[1] == "recovery"]
        sealed = bytes.fromhex(json.loads(slot[2])["sealed_code"])
        both = vault.id + slot[0]
        key = hkdf(vault.key, both, "aikotoba recovery copy")
        self.assertEqual(unseal(key, sealed, b"aikotoba recovery copy" + both), code)
        self.assertEqual(Vault(path, "recovery", known["recovery_code"]).key, vault.key)
        ((_, _, _, settings),) = vault.rows("setting")
        self.assertIsNone(settings["recovery_confirmed"])
        asked = settings["recovery-check"]
        self.assertEqual(asked["at"], known["asked"])
        self.assertEqual(known["recovery_code"].split("-")[asked["at"] - 1], asked["group"])

    def test_a_confirmed_code_has_no_copy(self):
        expected = json.loads((VECTOR / "expected.json").read_text("utf-8"))
        vault = Vault(VECTOR / "vault.aikotoba", "recovery", expected["recovery_code"])
        for slot in vault.slots:
            self.assertNotIn("sealed_code", json.loads(slot[2]))


class KeptBackupPassphrase(unittest.TestCase):
    """Section 3.6: the passphrase of automatic backups."""

    def test_it_is_sealed_in_a_row_that_unlocks_nothing(self):
        known = json.loads((VECTOR / "automatic.json").read_text("utf-8"))
        path = VECTOR / "automatic.aikotoba"
        vault = Vault(path, "device", bytes.fromhex(known["device_key"]))
        (slot,) = [slot for slot in vault.slots if slot[1] == "backup-passphrase"]
        name, kind, parameters, proof, wrapped, checksum = slot
        self.assertEqual(json.loads(parameters)["device"], known["device"])
        self.assertEqual(proof, b"")
        both = vault.id + name
        context = b"aikotoba slot" + both + struct.pack(">Q", len(kind)) + kind.encode()
        context += parameters
        self.assertEqual(hashlib.sha256(context + wrapped).digest()[:16], checksum)
        plain = unseal(hkdf(vault.key, both, "aikotoba backup passphrase"), wrapped, context)
        (length,) = struct.unpack(">Q", plain[:8])
        self.assertEqual(plain[8 : 8 + length].decode(), known["backup_passphrase"])
        self.assertEqual(set(plain[8 + length :]), {0})
        self.assertEqual(len(plain) % 256, 0)


class Reading(unittest.TestCase):
    """The committed vault, read according to the specification."""

    @classmethod
    def setUpClass(cls):
        cls.expected = json.loads((VECTOR / "expected.json").read_text("utf-8"))
        cls.path = VECTOR / "vault.aikotoba"
        cls.vault = Vault(cls.path, "passphrase", cls.expected["passphrase"])

    def test_each_credential_unwraps_the_same_key(self):
        device = bytes.fromhex(self.expected["device_key"])
        for kind, credential in [
            ("recovery", self.expected["recovery_code"]),
            ("device", device),
        ]:
            self.assertEqual(Vault(self.path, kind, credential).key, self.vault.key)
        with self.assertRaises(AssertionError):
            Vault(self.path, "device", bytes(32))

    def test_the_accounts_are_there_in_their_order(self):
        payloads = [payload for _, _, _, payload in self.vault.rows("account")]
        payloads.sort(key=lambda payload: (payload["trashed"] is not None, payload["order"]))
        for payload, known in zip(payloads, self.expected["accounts"], strict=True):
            seen = payload["account"] | {"trashed": payload["trashed"]}
            self.assertEqual({name: seen[name] for name in known}, known)

    def test_settings_and_changes_are_there(self):
        ((_, _, _, settings),) = self.vault.rows("setting")
        self.assertEqual(settings["groups"], self.expected["groups"])
        reasons = [change["reason"] for _, _, _, change in self.vault.rows("change")]
        self.assertEqual(reasons, self.expected["changes"])

    def test_the_manifest_vouches_for_everything(self):
        ((name, version, _, manifest),) = self.vault.rows("manifest")
        self.assertEqual((name, version), (bytes(16), manifest["epoch"]))
        self.assertEqual(manifest["epoch"], self.expected["epoch"])
        self.assertEqual(manifest["accounts"], len(self.expected["accounts"]))
        epoch = struct.pack(">Q", manifest["epoch"])
        for table in ("account", "roster", "setting", "change"):
            rows = [
                name + struct.pack(">Q", version) + tag
                for name, version, tag, _ in self.vault.rows(table)
            ]
            self.assertEqual(self.vault.code(table.encode(), epoch, *rows), manifest[table])
        fields = [
            field.encode() if isinstance(field, str) else field
            for slot in self.vault.slots
            for field in slot
        ]
        self.assertEqual(self.vault.code(b"slot", epoch, *fields), manifest["slot"])

    def test_the_roster_names_each_account(self):
        accounts = {name: (version, tag) for name, version, tag, _ in self.vault.rows("account")}
        seen = {}
        for page, _, _, payload in self.vault.rows("roster"):
            for line in payload["accounts"]:
                name = bytes.fromhex(line["id"])
                self.assertEqual(name[0] >> 2, page[15])
                seen[name] = (line["version"], bytes.fromhex(line["tag"]))
        self.assertEqual(seen, accounts)

    def test_a_row_opens_in_no_other_place(self):
        sealed = self.vault.database.execute("SELECT sealed FROM setting").fetchone()[0]
        key = hkdf(self.vault.key, self.vault.id, "aikotoba records")
        with self.assertRaises(InvalidTag):
            unseal(key, sealed, b"aikotoba row")


class Readings(unittest.TestCase):
    """The committed vault with a passphrase slot for each `reading`."""

    def open(self, typed):
        return Vault(VECTOR / "readings.aikotoba", "passphrase", typed)

    def test_there_is_a_slot_of_each_reading(self):
        slots = self.open("ガッコウ 1234").slots
        readings = [json.loads(slot[2]).get("reading") for slot in slots]
        self.assertEqual(set(FORMS), {reading for reading in readings if reading})

    def test_each_reading_opens_with_what_was_typed(self):
        key = self.open("ｶﾞｯｺｳ　１２３４").key
        for typed in ("ガッコウ 1234", "がっこう１２３４", "か\u3099っこう"):
            with self.subTest(typed):
                self.assertEqual(self.open(typed).key, key)
        payloads = [payload for _, _, _, payload in self.open("ガッコウ 1234").rows("account")]
        self.assertEqual([payload["account"]["label"] for payload in payloads], ["a"])

    def test_only_nfkc_is_the_same_in_every_width(self):
        # An earlier version derived different keys from full-width and half-width letters.
        with self.assertRaises(AssertionError):
            self.open("がっこう1234")


if __name__ == "__main__":
    unittest.main()
