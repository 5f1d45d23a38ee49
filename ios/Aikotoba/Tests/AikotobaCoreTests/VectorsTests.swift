import AikotobaCore
import XCTest

/// RFC 6238 appendix B and RFC 4226 appendix D, over the library as an app links it.
final class VectorsTests: XCTestCase {
  private let keys: [String: String] = [
    "SHA1": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
    "SHA256": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA",
    "SHA512": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
      + "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNA",
  ]

  func testCodesOfTheTimeEqualTheStandardsVectors() throws {
    let test = try TestVault()
    for (hash, key) in keys {
      try test.take(["otpauth://totp/\(hash)?secret=\(key)&digits=8&algorithm=\(hash)"])
    }
    let vectors: [(Int64, String, String, String)] = [
      (59, "94287082", "46119246", "90693936"),
      (1_111_111_109, "07081804", "68084774", "25091201"),
      (1_111_111_111, "14050471", "67062674", "99943326"),
      (1_234_567_890, "89005924", "91819424", "93441116"),
      (2_000_000_000, "69279037", "90698825", "38618901"),
      (20_000_000_000, "65353130", "77737706", "47863826"),
    ]
    for (seconds, sha1, sha256, sha512) in vectors {
      let now = UnixMillis(seconds * 1000)
      XCTAssertEqual(try test.code("SHA1", now), sha1)
      XCTAssertEqual(try test.code("SHA256", now), sha256)
      XCTAssertEqual(try test.code("SHA512", now), sha512)
    }
  }

  func testCodesOfACounterEqualTheStandardsVectors() throws {
    let test = try TestVault()
    try test.take(["otpauth://hotp/counter?secret=\(keys["SHA1"] ?? "")&counter=0"])
    let id = try XCTUnwrap(test.rows().first).id
    let codes = try (0..<10).map { _ in
      try test.vault.takeNextCode(id: id, now: 0)
      return try XCTUnwrap(test.vault.codeToCopy(id: id, now: 0))
    }
    let standard = "755224 287082 359152 969429 338314 254676 287922 162583 399871 520489"
    XCTAssertEqual(codes, standard.split(separator: " ").map(String.init))
  }
}
