internal import ArgumentParser
internal import Foundation
internal import LMDB
internal import Rehearsal

/// One row of one table beside the log's entries is deleted, set back, exchanged with its neighbour
/// or changed by a bit, and every command is tried on what is left: the right answer, or a refusal
/// that names the table; then something is recorded, and mended.
struct TableRows: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tables",
    abstract: "Attack every row of the log's tables beside its entries, one at a time.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "Rows that are tried, spread over the tables; all when left out.") var rows: Int?
  @Option var seed: UInt64 = 29

  enum Attack: CaseIterable {
    case deleted, setBack, exchanged, bitFlipped
  }

  func run() throws {
    let checks = CheckReport()
    let specimen = try Specimen(candor: candor)
    let earlier = try LogTables(of: specimen)
    // What a row can be set back to is what it was before this.
    try specimen.keepAfter {
      for rate in 75..<79 {
        let command = TriedCommand(
          .records, "record vitals-sampled --patient RH-1 --hr \(rate) --as nurse.lee")
        checks.expect(try specimen.run(command).isDone, "\(command)")
      }
    }
    let now = try LogTables(of: specimen)
    let record = TriedCommand.recording[0]
    let commands = TriedCommand.reading + [record]
    let usual = try commands.map { command in
      try specimen.restore()
      return try specimen.run(command)
    }
    var dice = SeededDice(seed: seed)
    let places = now.rows.indices.shuffled(using: &dice).prefix(rows ?? now.rows.count)
    var tried = 0
    for index in places {
      for attack in Attack.allCases {
        guard let changes = now.changes(attack, to: index, earlier: earlier) else { continue }
        tried += 1
        let what = "\(now.rows[index].table) row \(index), \(attack)"
        for (command, usual) in zip(commands, usual) {
          try specimen.restore()
          try LogTables.write(changes, to: specimen)
          judge(try specimen.run(command), usual: usual, what, checks)
        }
        try mend(specimen, what, isMendable: changes.allSatisfy(\.isMendable), checks)
      }
    }
    CheckReport.say("\(tried) attacks on \(places.count) rows, \(commands.count) commands each")
    let code = checks.close()
    if code == 0 { specimen.remove() }
    throw ExitCode(code)
  }

  private func judge(_ outcome: Outcome, usual: Outcome, _ what: String, _ checks: CheckReport) {
    let what = "\(outcome.command) with \(what)"
    guard case .exited(let code) = outcome.ending else {
      return checks.expect(false, "\(what): \(outcome.ending)")
    }
    checks.expect([0, 1, 65, 69, 74].contains(code), "\(what): \(code) \(outcome.errors)")
    // Verification and the doctor name it; the digests of read models are not compared here.
    let command = outcome.command.description
    guard !["doctor", "verify", "projections"].contains(where: command.hasPrefix),
      outcome.command.effect == .reads, outcome.ending == usual.ending
    else { return }
    checks.expect(outcome.output == usual.output, "\(what): another answer")
  }

  /// After the record of the last command nothing is worse than before it, and can be mended.
  private func mend(
    _ specimen: Specimen, _ what: String, isMendable: Bool, _ checks: CheckReport
  ) throws {
    guard isMendable else { return }
    let mended = try specimen.run(TriedCommand(.changes, "mend --as admin"))
    checks.expect(mended.isDone, "mend after \(what): \(mended.ending) \(mended.errors)")
    let verified = try specimen.run(TriedCommand(.reads, "verify --signatures"))
    checks.expect(verified.isDone, "verify after \(what): \(verified.output)")
  }
}

/// The rows of the log's tables beside the entries.
private struct LogTables {
  struct Row {
    var table: String
    var key: [UInt8]
    var value: [UInt8]?

    /// What says which ledger this is cannot be made anew from its entries.
    var isMendable: Bool {
      table != "meta" || ![Array("format".utf8), Array("ledger".utf8)].contains(key)
    }
  }

  private static let tables: [(name: String, keys: KeyOrder)] = [
    ("heads", .bytes), ("appends", .bytes), ("nodes", .integer), ("meta", .bytes),
  ]

  private(set) var rows: [Row] = []

  init(of specimen: Specimen) throws {
    let environment = try LMDB.Environment(directory: specimen.log)
    defer { environment.close() }
    for (name, keys) in Self.tables {
      guard let table = try environment.existingTable(named: name, keys: keys) else { continue }
      let transaction = try environment.beginRead()
      if keys == .integer {
        try transaction.forEach(table, from: 0) { key, value in
          add(name, withUnsafeBytes(of: key) { [UInt8]($0) }, value)
        }
      } else {
        try transaction.forEach(table, from: []) { key, value in
          add(name, key.withUnsafeBytes { [UInt8]($0) }, value)
        }
      }
    }
  }

  private mutating func add(_ table: String, _ key: [UInt8], _ value: RawSpan) -> Bool {
    rows.append(Row(table: table, key: key, value: value.withUnsafeBytes { [UInt8]($0) }))
    return true
  }

  /// Nil where the attack comes to nothing.
  func changes(_ attack: TableRows.Attack, to index: Int, earlier: LogTables) -> [Row]? {
    var row = rows[index]
    switch attack {
    case .deleted: row.value = nil
    case .setBack:
      let old = earlier.rows.first { $0.table == row.table && $0.key == row.key }
      guard let old, old.value != row.value else { return nil }
      row = old
    case .exchanged:
      guard index + 1 < rows.count, rows[index + 1].table == row.table else { return nil }
      var next = rows[index + 1]
      guard row.value != next.value else { return nil }
      (row.value, next.value) = (next.value, row.value)
      return [row, next]
    case .bitFlipped:
      guard var value = row.value, !value.isEmpty else { return nil }
      value[(index * 7 + 3) % value.count] ^= 1 << UInt8(index % 8)
      row.value = value
    }
    return [row]
  }

  static func write(_ rows: [Row], to specimen: Specimen) throws {
    let environment = try LMDB.Environment(directory: specimen.log)
    defer { environment.close() }
    for row in rows {
      guard let keys = tables.first(where: { $0.name == row.table })?.keys,
        let table = try environment.existingTable(named: row.table, keys: keys)
      else { continue }
      let transaction = try environment.beginWrite()
      if keys == .integer {
        let key = row.key.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
        if let value = row.value {
          try transaction.put(table, key, value)
        } else {
          try transaction.delete(table, key)
        }
      } else if let value = row.value {
        try transaction.put(table, row.key, value)
      } else {
        try transaction.delete(table, row.key)
      }
      try transaction.commit()
    }
  }
}
