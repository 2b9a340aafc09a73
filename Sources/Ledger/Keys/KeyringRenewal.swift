/// A new keyring key in the place of another: what becomes of all rows.
struct KeyringRenewal: Sendable {
  let old: KeyringKey
  let new: KeyringKey
  /// All the wraps that there are afterwards.
  private let wraps: [KeyringWrapRow]

  /// Throws ``KeyError/malformed(what:expected:)`` for no readers, for one twice and for what is no
  /// receiving key.
  init(of old: KeyringKey, for readers: [KeyringReader]) throws(KeyError) {
    guard !readers.isEmpty, Set(readers.map(\.actor)).count == readers.count else {
      throw .malformed(what: "list of readers", expected: "at least one, and nobody twice")
    }
    self.old = old
    new = try old.successor()
    var wraps: [KeyringWrapRow] = []
    for reader in readers { wraps.append(try KeyringWrapRow(new, to: reader)) }
    self.wraps = wraps
  }

  /// The rows as they are to be; what devices hold is sealed to them alone and stays.
  ///
  /// Throws ``KeyError/keyringDamaged(what:)`` when a row does not open.
  func renewed(_ contents: KeyringContents) throws(KeyError) -> KeyringContents {
    var contents = contents
    contents.meta[KeyringMeta.Row.generation.rawValue] = KeyringMeta.bytes(of: new.generation)
    for name in KeyringSecret.allCases {
      guard let row = contents.meta[name.rawValue] else {
        throw .keyringDamaged(what: "the \(name.rawValue) is missing")
      }
      contents.meta[name.rawValue] = try new.seal(old.open(row, as: name), as: name)
    }
    for index in contents.keys.indices {
      let key = contents.keys[index]
      contents.keys[index].row = try new.seal(
        old.openDataKey(key.row, subject: key.subject, number: key.number))
    }
    contents.wraps = wraps
    return contents
  }
}
