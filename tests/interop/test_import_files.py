"""The committed files of other authenticators are those that their generator writes."""

import base64
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import nacl.bindings as sodium
from argon2.low_level import Type, hash_secret_raw

FIXTURES = Path("tests/vectors/import")
GENERATOR = Path(__file__).parent / "make_import_files.py"
PASSWORD = b"correct horse"
# libsodium draws the header of Ente Auth's files itself, so they differ each time.
DRAWN = ("encryptedData", "encryptionNonce")


def files(folder):
    return {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}


def ente_text(file):
    """The content of a file of Ente Auth and its tag (docs/formats.md)."""
    parameters = file["kdfParams"]
    salt, memory = base64.b64decode(parameters["salt"]), parameters["memLimit"] // 1024
    key = hash_secret_raw(PASSWORD, salt, parameters["opsLimit"], memory, 1, 32, Type.ID)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    header = base64.b64decode(file["encryptionNonce"])
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    sealed = base64.b64decode(file["encryptedData"])
    return sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed)


class ImportFiles(unittest.TestCase):
    def test_the_generator_writes_what_is_committed(self):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [sys.executable, str(GENERATOR), folder], check=True, stdout=subprocess.DEVNULL
            )
            written, committed = files(Path(folder)), files(FIXTURES)
            self.assertEqual(written.keys(), committed.keys())
            for name, path in written.items():
                with self.subTest(name):
                    if name.startswith("ente/") and path.suffix == ".json":
                        self.compare_ente(path, committed[name])
                    else:
                        self.assertEqual(path.read_bytes(), committed[name].read_bytes())

    def compare_ente(self, *paths):
        """Compares two files with different headers: their other fields and their content."""
        first, second = (json.loads(path.read_text()) for path in paths)
        rest = [{name: file[name] for name in file if name not in DRAWN} for file in (first, second)]
        self.assertEqual(rest[0], rest[1])
        # Others are for the refusal of their costs, which do not belong to their content.
        if first["kdfParams"]["memLimit"] <= 2**20:
            self.assertEqual(ente_text(first), ente_text(second))


if __name__ == "__main__":
    unittest.main()
