import ClinicalRecord
import Compliance
import Foundation
import LMDB
import SwiftProtobuf
import Testing

@testable import Clinic
@testable import Ledger

/// What somebody with the ledger's file and without keys does to a row beside the entries.
enum RowAttack: CaseIterable {
  case deleted, setBack, exchanged, bitFlipped
}

/// A table beside the entries.
enum AttackedTable: String, CaseIterable {
  case heads, appends, nodes, meta

  var keys: KeyOrder { self == .nodes ? .integer : .bytes }
}

/// A row, as bytes: an integer key in eight of them.
struct TableRow: Equatable {
  var key: [UInt8]
  var value: [UInt8]?
}

/// The tables of a log that nobody else has open.
struct LogTablesFile {
  let ledgerDirectory: String

  private func environment() throws -> LMDB.Environment {
    try LMDB.Environment(directory: ledgerDirectory + "/log")
  }

  func rows(of table: AttackedTable) throws -> [TableRow] {
    let environment = try environment()
    defer { environment.close() }
    let opened = try #require(
      try environment.existingTable(named: table.rawValue, keys: table.keys))
    var rows: [TableRow] = []
    let transaction = try environment.beginRead()
    if table.keys == .integer {
      try transaction.forEach(opened, from: 0) { key, value in
        rows.append(
          TableRow(
            key: withUnsafeBytes(of: key) { [UInt8]($0) },
            value: value.withUnsafeBytes { [UInt8]($0) }))
        return true
      }
    } else {
      try transaction.forEach(opened, from: []) { key, value in
        rows.append(
          TableRow(
            key: key.withUnsafeBytes { [UInt8]($0) }, value: value.withUnsafeBytes { [UInt8]($0) }))
        return true
      }
    }
    return rows
  }

  func write(_ rows: [(table: AttackedTable, row: TableRow)]) throws {
    let environment = try environment()
    defer { environment.close() }
    for (table, row) in rows {
      let opened = try #require(
        try environment.existingTable(named: table.rawValue, keys: table.keys))
      let transaction = try environment.beginWrite()
      if table.keys == .integer {
        let key = row.key.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
        if let value = row.value {
          try transaction.put(opened, key, value)
        } else {
          try transaction.delete(opened, key)
        }
      } else if let value = row.value {
        try transaction.put(opened, row.key, value)
      } else {
        try transaction.delete(opened, row.key)
      }
      try transaction.commit()
    }
  }
}

/// A clinic in mid-day, and copies of its ledger that are attacked.
final class AttackedLedger {
  let house: TestClinic
  let charts: [SubjectID]
  /// The tables as they were at noon, before the last hour's entries.
  let earlier: [AttackedTable: [TableRow]]
  let tables: [AttackedTable: [TableRow]]
  /// What an untouched copy answers.
  private(set) var expected: [String: String] = [:]
  private(set) var expectedAfterwards: [String: String] = [:]
  private var count = 0

  init() throws {
    house = try TestClinic()
    try house.clinic.ledger.store().trust.entriesPerAttestation = 16
    let first = try MoodVisit(house)
    let second = try MoodVisit(house)
    try first.papers()
    try second.papers()
    try first.arrive()
    try second.arrive()
    let noon = try Self.copy(of: house.folder + "/ledger", to: house.folder + "/noon")
    earlier = try Self.tables(in: noon)
    try first.fast()
    try second.fast()
    try first.prepare()
    try first.infuse()
    charts = [first.chart, second.chart]
    tables = try Self.tables(in: Self.copy(of: house.folder + "/ledger", to: house.folder + "/now"))
    let untouched = try attacked([])
    expected = try untouched.answers()
    _ = try untouched.recordSomething()
    expectedAfterwards = try untouched.answers()
    untouched.close()
  }

  private static func tables(in directory: String) throws -> [AttackedTable: [TableRow]] {
    let file = LogTablesFile(ledgerDirectory: directory)
    var tables: [AttackedTable: [TableRow]] = [:]
    for table in AttackedTable.allCases { tables[table] = try file.rows(of: table) }
    return tables
  }

  private static func copy(of directory: String, to other: String) throws -> String {
    try FileManager.default.copyItem(atPath: directory, toPath: other)
    return other
  }

  /// What an attack writes in the place of one row, nil: it can do nothing of the kind to it.
  func change(_ attack: RowAttack, to index: Int, of table: AttackedTable) -> [TableRow]? {
    guard let rows = tables[table], rows.indices.contains(index) else { return nil }
    var row = rows[index]
    switch attack {
    case .deleted:
      row.value = nil
      return [row]
    case .setBack:
      if table == .heads { return older(row).map { [$0] } }
      guard let old = earlier[table]?.first(where: { $0.key == row.key }), old != row else {
        return nil
      }
      return [old]
    case .exchanged:
      guard rows.indices.contains(index + 1) else { return nil }
      var next = rows[index + 1]
      (row.value, next.value) = (next.value, row.value)
      return row.value == next.value ? nil : [row, next]
    case .bitFlipped:
      guard var value = row.value, !value.isEmpty else { return nil }
      value[(index * 7 + 3) % value.count] ^= 1 << UInt8(index % 8)
      row.value = value
      return [row]
    }
  }

  /// A stream's head as it was before its newest entry.
  private func older(_ row: TableRow) -> TableRow? {
    guard let value = row.value, let head = StreamHead(value.span.bytes),
      let stamp = try? house.clinic.ledger.entry(at: head.position).stamp,
      let previous = stamp.previous
    else { return nil }
    return TableRow(
      key: row.key, value: StreamHead(position: previous, revision: head.revision - 1).bytes)
  }

  /// A copy in which these rows were changed, open for a physician.
  func attacked(_ changes: [(table: AttackedTable, row: TableRow)]) throws -> AttackedCopy {
    count += 1
    let directory = try Self.copy(
      of: house.folder + "/ledger", to: house.folder + "/attacked-\(count)")
    if !changes.isEmpty { try LogTablesFile(ledgerDirectory: directory).write(changes) }
    return AttackedCopy(of: house, charts: charts, in: directory)
  }
}

/// One copy of the ledger: what it answers, and what is recorded in it.
final class AttackedCopy {
  let house: TestClinic
  let charts: [SubjectID]
  let directory: String
  private let told = Told()
  private var clinic: Clinic?

  /// What the commands have said of its tables.
  var defects: [TableDefect] {
    told.notices.compactMap { if case .tableContradicted(let defect) = $0 { defect } else { nil } }
  }

  init(of house: TestClinic, charts: [SubjectID], in directory: String) {
    self.house = house
    self.charts = charts
    self.directory = directory
  }

  func close() {
    clinic?.ledger.close()
    clinic?.closeProjectionStore()
    clinic = nil
    try? FileManager.default.removeItem(atPath: directory)
  }

  func open() throws -> Clinic {
    if let clinic { return clinic }
    var opened = try Clinic.open(
      directory: directory, clock: house.clinic.clock, observer: told.observer())
    opened.stateFolder = directory + "/state"
    clinic = opened
    return opened
  }

  func person(_ handle: String = "drew") throws -> SignedIn {
    try open().signIn(try house.identity(handle))
  }

  /// Every question of the program, each with its answer or what it was refused for.
  func answers() throws -> [String: String] {
    var answers: [String: String] = [:]
    func ask(_ question: String, _ answer: () throws -> String) {
      do { answers[question] = try answer() } catch {
        answers[question] = Self.refusal(error)
      }
    }
    for (index, chart) in charts.enumerated() {
      ask("timeline \(index)") {
        let timeline = try person().timeline(of: chart, visit: nil, asOf: nil)
        return timeline.patient.recordNumber + "\n"
          + timeline.rows.map { "\($0.position) \($0.sentence)" }.joined(separator: "\n")
      }
      ask("check \(index)") {
        let preflight = try person().check(Statement(chart: chart, event: Self.vitals))
        return "\(preflight.patient?.recordNumber ?? "") visit \(preflight.visitNumber ?? 0) "
          + "\(preflight.rejection.map { "\($0)" } ?? "possible") \(preflight.findings.count)"
      }
      ask("entries \(index)") {
        try open().ledger.read { snapshot in
          try snapshot.streams(of: chart).filter { $0.type != .access }.map { stream in
            let head = try snapshot.streamHead(stream)
            return "\(stream.number) \(head?.position ?? 0) \(head?.revision ?? 0)"
          }.joined(separator: "\n")
        }
      }
    }
    ask("patients") {
      try person().patients(matching: nil).map {
        "\($0.patient.recordNumber) \($0.visits) \($0.newestVisitStage ?? "none")"
      }.joined(separator: "\n")
    }
    ask("report") {
      try person().complianceReport(from: nil, to: nil, asOf: nil).visits.map { visit in
        "\(visit.patient.recordNumber) \(visit.visitNumber) "
          + visit.findings.map { "\($0.rule) \($0.verdict)" }.joined(separator: " ")
      }.joined(separator: "\n")
    }
    ask("staff") {
      try open().staff().map { "\($0.label.handle) \($0.label.role) \($0.status)" }
        .joined(separator: "\n")
    }
    ask("history") {
      let filter = HistoryFilter()
      return try open().history(filter).filter { $0.stream != "access" }
        .map { "\($0.position) \($0.event) \($0.actorHandle ?? "nobody")" }.joined(separator: "\n")
    }
    ask("policy") { "\(try open().policyInForce().position)" }
    ask("before anybody signs in") {
      let minutes = try open().sessionMinutes()
      let waits = try open().passphraseWaitsUntil(actor: 1)
      return "\(minutes.idle) \(minutes.limit) \(waits.map { "\($0)" } ?? "no wait")"
    }
    return answers
  }

  static func refusal(_ error: any Error) -> String {
    let reason = (error as? RefusedAct)?.reason ?? error
    return "refused: \(reason)"
  }

  static let vitals = ClinicalEvent.visit(
    .vitalsSampled(
      .with {
        $0.source = .takenByHand
        $0.sample = .with {
          $0.heartRateBpm = 72
          $0.spo2Percent = 98
        }
      }))

  func recordSomething() throws -> Recorded {
    try person().record(
      RecordRequest(statements: [Statement(chart: charts[0], event: Self.vitals)], reasons: .owed))
  }

  /// The line of the doctor's that says how the ledger is.
  func doctorsLine() -> HealthFinding? {
    clinic?.ledger.close()
    clinic?.closeProjectionStore()
    clinic = nil
    var line: HealthFinding?
    Doctor(
      directory: directory, clock: house.clinic.clock, stateFolder: directory + "/state"
    ).examine { finding in if finding.check == "ledger" { line = finding } }
    return line
  }

  /// As `candor mend` does it.
  func mend() throws -> MendedTables? {
    clinic?.ledger.close()
    clinic?.closeProjectionStore()
    clinic = nil
    let tree = try Clinic.mendTree(directory: directory)
    return try person("ada").mend(tree: tree)
  }
}
