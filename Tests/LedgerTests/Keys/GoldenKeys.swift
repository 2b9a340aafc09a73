@testable import Ledger

/// Keys, files and rows that must be read alike for ever.
///
/// Computed apart from this code with Python's `hashlib`, `hmac` and `cryptography` 48.0.0, the
/// HPKE part by RFC 9180 after it had reproduced that RFC's vector for the same suite.
enum GoldenKeys {
  static let ledgerBytes = [UInt8](0x00..<0x20)
  static let subjectBytes = [UInt8](0xa0..<0xb0)
  static let number: UInt32 = 7
  static let dataKeyBytes = [UInt8](0x40..<0x60)

  static let commitment = "258cc9e2fc58346346182191bf33ebd7bed13f05f0c39cfbae793a6cf48478c0"
  static let derivedForRoster = "3563facb2408e78a4d92d7654ba0ec787c31c702a09be69dbdeebf693b32bd0c"
  static let nonce = [UInt8](1...12)
  /// Of "vitals at 09:30", with "header" as associated data.
  static let sealed = "d0432151465797143ad7d7347eac33aea6011f2b6253f1f832f1fe2638653a"

  static let actor: UInt32 = 3
  static let signingSeed = [UInt8](0x80..<0xa0)
  static let receivingPrivateKey = [UInt8](0xc0..<0xe0)
  static let signingPublicKey =
    "cd14b37f956e953194ff7fb73b3d81dcc561d61a7538094b7c3e1a643ee5f3aa"
  static let receivingPublicKey =
    "dc2cca31e8e43bbd91dff7e475cca3347eb478107d5bd765aba4ae4a30c35d44"
  static let proof =
    "187904f54e2b91ca1e25a379248d8a54e1879cc383cc20709851267e14d37e78"
    + "a46aa4c3ca2345edeb500ce040b36c55f9199fab36e379bf8ea0ce0550b8a20d"

  static let passphrase = Array("lantern in the boat house".utf8)
  static let sealedIdentity = """
    candor identity 1
    handle m.lane-2
    actor 3
    ledger 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
    enrolment 17
    signing cd14b37f956e953194ff7fb73b3d81dcc561d61a7538094b7c3e1a643ee5f3aa
    receiving dc2cca31e8e43bbd91dff7e475cca3347eb478107d5bd765aba4ae4a30c35d44
    protection scrypt 32768 8 1 303132333435363738393a3b3c3d3e3f
    nonce 202122232425262728292a2b
    sealed 84e537a5c0291d57084224d6feb012e5d0970d00a4db2b02b7cbdf95b2d1cb04\
    0c50fb1782749680dbf6b58eb9e7f23bde4393a1f4a93473f3815f0ac9286931\
    24b2b6563d2a119a5339b987272f15ec
    sha256 93c88167e357dfbc31880b637986808e59f22de64190a0e2833e21b6886f38b1

    """
  static let openIdentity = """
    candor identity 1
    handle m.lane-2
    actor 3
    ledger 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
    enrolment 17
    signing cd14b37f956e953194ff7fb73b3d81dcc561d61a7538094b7c3e1a643ee5f3aa
    receiving dc2cca31e8e43bbd91dff7e475cca3347eb478107d5bd765aba4ae4a30c35d44
    protection none
    secret 808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f\
    c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf
    sha256 10a3935b0222a49fb87c27c9269b7412ee4ea54a15a06b160d3ac2e0761e8d4d

    """

  /// A keyring's rows, first generation, wrapped to the identity above.
  static let wrap =
    "01000000675dd574ed7789310b3d2e7681f3790b466c773b1521fecf36577958371ea52f"
    + "f99488582ddbbc892360b7e2fa99aaa4394192e20e7c7055a0d778731fb9f91cf113dae43c8cc4182d0f026e"
    + "f446efef"
  static let keyRow =
    "0100000002030405060708090a0b0c0df0fd121dd5607c1d3f6050226394320206661ed5028b640cbe72095e"
    + "035865f9202e8eed2caa2275e8f8c973312d012c"
  static let siteSeed = [UInt8](0x70..<0x90)
  static let meta: [(name: String, row: String)] = [
    ("format", "01000000"),
    ("ledger", "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"),
    ("generation", "01000000"),
    ("site public key", "1ce56a48c82ff99162a14bc544612674e5d61fb9317e65d4055780fdbcb4dc35"),
    (
      "site seed",
      "01000000030405060708090a0b0c0d0e9cd5d7224839b997982f7b683f30d729dae82bfb6f185cc701db96f2"
        + "bed187bb3f019d2321eed21bdc782bdb79540c40"
    ),
    (
      "look-up key",
      "010000000405060708090a0b0c0d0e0f455afa5c5ea9a9ee701b249c2ceb186ced936088491511e758970da4"
        + "f5c9a62d33984988eb2d0cdb456a4d214516a6d5"
    ),
    (
      "projection key",
      "0100000005060708090a0b0c0d0e0f10291b03e54baf8822b3499c37f16e2d52149694703d99d3e190914fc7"
        + "dbb298eb8d56ddd1c3fb1a48d4304e12826d10b1"
    ),
  ]
  /// The same wrap and row after a renewal, under a keyring key of the second generation.
  static let secondWrap =
    "02000000244fe3b963e899dd295baffce248d3530f3a9a7479ba063002680ebfe7adad490f9d0240"
    + "a8001096f8bd59c20f17a360bdeeb18cb5c0c3fe7a3d0549dfed39065c10e2f6ed9b2e05352f7f9d"
    + "5b4d4d90"
  static let secondKeyRow =
    "02000000060708090a0b0c0d0e0f101160cf406176b4e4ac174be46ebf15b5e1a74bf364ccaee665"
    + "192c64a6a503b446a0e80fbb9f5fd80e593b930e4c4053c0"
  /// The data key above, wrapped to the identity above as to a device.
  static let deviceWrap =
    "dc2cca31e8e43bbd91dff7e475cca3347eb478107d5bd765aba4ae4a30c35d445f09b7f97a40b502"
    + "20697064b43b27411b07a4aa1fe05370b27519826983d30dcd6338e1b1252fc30176566b37efa947"
    + "4bd6fccc216db839b9d41295949322c9f42fcbc2e92dd1fc84a0e96917b04ecf"
  /// Of "MRN-0042".
  static let lookupDigest = "6c9d85e8ece67273813c3fbc7295a87f48d874fbdb653318c6c7313529fe7870"
  static let siteRosterKey = "ade03392481f4e4641f632a1a195e5891d5c6f9cc33cea00843db6d322545a92"
}
