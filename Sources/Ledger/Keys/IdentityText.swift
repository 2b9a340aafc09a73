private import Crypto

/// The text of an identity file, format 1, for ever: lines of a word, a space and a value.
///
/// ```
/// candor identity 1
/// handle HANDLE
/// actor DECIMAL
/// ledger HEX(32)
/// enrolment DECIMAL
/// signing HEX(32)
/// receiving HEX(32)
/// protection scrypt N r p HEX(salt, 16)   or   protection none
/// nonce HEX(12)                           scrypt only
/// sealed HEX(64 + 16)                     or   secret HEX(64)
/// sha256 HEX(32)                          of all lines before
/// ```
///
/// The secret is signing seed ‖ receiving private key. It is sealed by AES-256-GCM under the
/// derived key; the lines before `nonce` are the associated data. The digest tells a damaged file
/// from a wrong passphrase.
struct IdentityText: Equatable {
  var label: IdentityLabel
  /// Nil when the secret lies in the open.
  var seal: Seal?
  /// Ciphertext ‖ tag, or the secret itself.
  var secret: [UInt8]

  struct Seal: Equatable {
    var cost: ScryptCost
    var salt: [UInt8]
    var nonce: [UInt8]
  }

  static let saltByteCount = 16
  static let secretByteCount = 64

  /// The lines that say what the file is, bound to the secret as associated data.
  var clearLines: String {
    var text = """
      candor identity 1
      handle \(label.handle)
      actor \(label.actor)
      ledger \(label.ledger)
      enrolment \(label.enrolment)
      signing \(Hex.string(label.signingPublicKey))
      receiving \(Hex.string(label.receivingPublicKey))

      """
    if let seal {
      let cost = "\(seal.cost.rounds) \(seal.cost.blockSize) \(seal.cost.parallelism)"
      text += "protection scrypt \(cost) \(Hex.string(seal.salt))\n"
    } else {
      text += "protection none\n"
    }
    return text
  }

  func render() -> String {
    var text = clearLines
    if let seal {
      text += "nonce \(Hex.string(seal.nonce))\nsealed \(Hex.string(secret))\n"
    } else {
      text += "secret \(Hex.string(secret))\n"
    }
    return text + "sha256 \(Self.digest(of: text))\n"
  }

  static func digest(of text: some StringProtocol) -> String {
    Hex.string(SHA256.hash(data: Array(text.utf8)))
  }
}
