import LMDB
import Testing

@testable import Ledger

/// A keyring's tables, reached past the keyring: what a disk or an attacker may do.
struct KeyringFile {
  let directory: String

  enum Row: Sendable {
    case meta(String)
    case wrap(UInt64)
    case key(SubjectID, UInt32)
  }

  /// Writes the golden rows.
  func writeGolden() throws {
    for (name, row) in GoldenKeys.meta { try set(.meta(name), KeySamples.bytes(row)) }
    try set(.wrap(UInt64(GoldenKeys.actor)), KeySamples.bytes(GoldenKeys.wrap))
    try set(
      .key(KeySamples.subject(), GoldenKeys.number), KeySamples.bytes(GoldenKeys.keyRow))
  }

  func value(_ row: Row) throws -> [UInt8]? {
    try edit { environment, transaction in
      switch row {
      case .meta(let name):
        let meta = try environment.table(named: "meta", keys: .bytes, in: transaction)
        return try transaction.value(meta, Array(name.utf8))
      case .wrap(let actor):
        let wraps = try environment.table(named: "wraps", keys: .integer, in: transaction)
        return try transaction.value(wraps, actor)
      case .key(let subject, let number):
        let keys = try environment.table(named: "keys", keys: .bytes, in: transaction)
        return try transaction.value(keys, key(subject, number))
      }
    }
  }

  /// Puts the row, or deletes it.
  func set(_ row: Row, _ value: [UInt8]?) throws {
    try edit { environment, transaction in
      switch row {
      case .meta(let name):
        let meta = try environment.table(named: "meta", keys: .bytes, in: transaction)
        if let value {
          try transaction.put(meta, Array(name.utf8), value)
        } else {
          try transaction.delete(meta, Array(name.utf8))
        }
      case .wrap(let actor):
        let wraps = try environment.table(named: "wraps", keys: .integer, in: transaction)
        if let value {
          try transaction.put(wraps, actor, value)
        } else {
          try transaction.delete(wraps, actor)
        }
      case .key(let subject, let number):
        let keys = try environment.table(named: "keys", keys: .bytes, in: transaction)
        if let value {
          try transaction.put(keys, key(subject, number), value)
        } else {
          try transaction.delete(keys, key(subject, number))
        }
      }
    }
  }

  private func edit<R>(
    _ body: (Environment, borrowing WriteTransaction) throws -> R
  ) throws -> R {
    let environment = try Environment(directory: directory + "/keyring")
    defer { environment.close() }
    let transaction = try environment.beginWrite()
    let result = try body(environment, transaction)
    try transaction.commit()
    return result
  }

  private func key(_ subject: SubjectID, _ number: UInt32) -> [UInt8] {
    subject.bytes + withUnsafeBytes(of: number.bigEndian) { [UInt8]($0) }
  }
}
