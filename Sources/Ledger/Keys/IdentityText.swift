internal import Bytes
internal import Crypto

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

extension IdentityText {
  /// Why a text is no identity; the path is added by whoever read the file.
  struct Defect: Error {
    let reason: String

    init(_ reason: String) { self.reason = reason }
  }

  /// The one reading of a text that ``render()`` can have written.
  init(parsing text: String) throws(Defect) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard let first = lines.popFirst(), first.hasPrefix("candor identity ") else {
      throw Defect("it does not begin with \"candor identity\"")
    }
    guard first == "candor identity 1" else {
      throw Defect("it has another format than 1, written by a newer Candor")
    }
    try Self.checkDigest(of: text)
    let handle = try Self.value("handle", &lines)
    guard Identity.isHandle(handle) else { throw Defect("the handle breaks its rule") }
    let actor = try Self.number("actor", UInt32.self, &lines)
    guard actor > 0, let ledger = LedgerID(bytes: try Self.bytes("ledger", 32, &lines)) else {
      throw Defect("actor 0, where 1 or more was expected")
    }
    let enrolment = try Self.number("enrolment", UInt64.self, &lines)
    let signing = try Self.bytes("signing", 32, &lines)
    let receiving = try Self.bytes("receiving", 32, &lines)
    let seal = try Self.seal(&lines)
    self.init(
      label: IdentityLabel(
        handle: handle, actor: actor, ledger: ledger, enrolment: enrolment,
        signingPublicKey: signing, receivingPublicKey: receiving, isSealed: seal != nil),
      seal: seal,
      secret: seal == nil
        ? try Self.bytes("secret", Self.secretByteCount, &lines)
        : try Self.bytes("sealed", Self.secretByteCount + DataKey.tagByteCount, &lines))
    guard render() == text else { throw Defect("it has lines or spellings that do not belong") }
  }

  /// Holds the last line against all before it.
  private static func checkDigest(of text: String) throws(Defect) {
    let mark = "sha256 "
    let tailCount = mark.utf8.count + 64 + 1
    let body = text.utf8.dropLast(tailCount)
    guard let clear = String(body), text.utf8.count > tailCount,
      text == clear + mark + digest(of: clear) + "\n"
    else { throw Defect("its digest does not match, so that it is damaged or cut short") }
  }

  private static func seal(_ lines: inout ArraySlice<Substring>) throws(Defect) -> Seal? {
    let words = try value("protection", &lines).split(separator: " ")
    if words == ["none"] { return nil }
    guard words.count == 5, words.first == "scrypt",
      let rounds = Int(words[1]), let blockSize = Int(words[2]), let parallelism = Int(words[3]),
      let salt = Hex.bytes(String(words[4])), salt.count == saltByteCount
    else { throw Defect("its protection is neither \"none\" nor scrypt as format 1 has it") }
    guard
      let cost = ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism)
    else { throw Defect("its scrypt parameters are absurd or would exhaust the machine") }
    return Seal(cost: cost, salt: salt, nonce: try bytes("nonce", 12, &lines))
  }

  private static func value(
    _ word: String, _ lines: inout ArraySlice<Substring>
  ) throws(Defect) -> String {
    guard let line = lines.popFirst(), line.hasPrefix(word + " ") else {
      throw Defect("the line \"\(word)\" is missing")
    }
    return String(line.dropFirst(word.count + 1))
  }

  private static func number<N: FixedWidthInteger>(
    _ word: String, _ type: N.Type, _ lines: inout ArraySlice<Substring>
  ) throws(Defect) -> N {
    guard let number = N(try value(word, &lines)) else {
      throw Defect("the line \"\(word)\" holds no whole number in range")
    }
    return number
  }

  private static func bytes(
    _ word: String, _ count: Int, _ lines: inout ArraySlice<Substring>
  ) throws(Defect) -> [UInt8] {
    guard let bytes = Hex.bytes(try value(word, &lines)), bytes.count == count else {
      throw Defect("the line \"\(word)\" holds other than \(count) bytes in hexadecimal")
    }
    return bytes
  }
}
