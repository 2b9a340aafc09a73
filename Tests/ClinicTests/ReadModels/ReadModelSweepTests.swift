import ClinicalRecord
import Foundation
import LMDB
import Ledger
import Projections
import Reports
import SwiftProtobuf
import Testing

@testable import Clinic

/// Whatever somebody does to the read models who holds no key, and to their rows one by one: every
/// answer stays right.
struct ReadModelSweepTests {
  /// What is done to a row.
  private enum Attack: CaseIterable {
    case deleted, setBack, exchanged, flipped
  }

  private let house: TestClinic
  private let charts: [SubjectID]
  /// Every row, by table or file and key, as of the day before.
  private let before: [Row: [UInt8]]

  /// What the rows of charts' files are told by, as those of a table are.
  private static let files = "charts' files"
  /// And what the files of record numbers are told by.
  private static let numbers = "record numbers"

  private struct Row: Hashable {
    var isOfReports: Bool
    var table: String
    var key: [UInt8]
  }

  /// Two patients with a visit and one without, two lots of the drug book, and what was recorded
  /// since the rows of before.
  init() throws {
    let booked = try BookedClinic()
    house = booked.house
    let first = booked.visit
    try booked.draw()
    try house.actAs("phil")
    try booked.record(DrugBookTests.delivery("2"))
    try house.actAs("drew")
    let second = try MoodVisit(house)
    try second.papers()
    try second.arrive()
    try house.record(MoodVisit.start, on: second.chart, reason: "she had waited long")
    let third = try house.intake(recordNumber: "MH-7")
    charts = [first.chart, second.chart, third]
    _ = try Self.answers(house, charts)
    before = try Self.rows(house)
    try first.fast()
    try house.record(MoodVisit.start, on: first.chart, reason: "he had waited long")
    try booked.record(DrugBookTests.drawn(10_000), lot: 1)
    try booked.record(DrugBookTests.counted(1_000_000), lot: 2, second: "phil")
    try house.record(
      .chart(
        .identityCorrected(
          .with {
            $0.familyName = "Rivers"
            $0.givenName = "Josephine"
            $0.birthDate = "1984-02-29"
            $0.changed = [.name]
            $0.cause = .nameChange
          })), on: third)
    // What is looked at is on record before anything is compared.
    _ = try Self.answers(house, charts)
  }

  private static func rows(_ house: TestClinic) throws -> [Row: [UInt8]] {
    var rows: [Row: [UInt8]] = [:]
    for isOfReports in [false, true] {
      let shelf = try house.clinic.projectionStore().shelf(ofReports: isOfReports)
      let transaction = try shelf.environment.beginRead()
      for table in shelf.tables {
        try transaction.forEach(table, from: []) { key, value in
          let row = Row(
            isOfReports: isOfReports, table: table.name, key: key.withUnsafeBytes { [UInt8]($0) })
          rows[row] = value.withUnsafeBytes { [UInt8]($0) }
          return true
        }
      }
    }
    for chart in try house.clinic.readModelSubjects() {
      for (key, value) in house.clinic.chartRowFiles.rows(of: chart) {
        rows[Row(isOfReports: false, table: files, key: key)] = value
      }
    }
    for number in ["1001", "1002", "MH-7"] {
      let (key, path) = try numberFile(house, number)
      if let value = FileManager.default.contents(atPath: path) {
        rows[Row(isOfReports: false, table: numbers, key: key)] = [UInt8](value)
      }
    }
    return rows
  }

  private static func numberFile(
    _ house: TestClinic, _ number: String
  ) throws -> (digest: [UInt8], path: String) {
    let digest = try #require(house.acting.keyring).lookupDigest(of: number)
    return (digest, house.clinic.recordNumberFiles.file(of: digest))
  }

  /// All that the read models are asked, as it is shown.
  private static func answers(_ house: TestClinic, _ charts: [SubjectID]) throws -> [String] {
    let person = house.acting
    // What recording would come to is asked first: the others put right what they find.
    var answers = try charts.flatMap { chart in
      try house.plans(of: house.acts(on: chart), on: chart, beginningWith: .stored)
    }
    // Looking at the drug book stores no rows of it: deciding does, when it lies behind.
    answers.append(
      DrugText.render(try person.drugReport(from: nil, to: nil, asOf: nil), style: .plain))
    if case .open(_, let lots) = try person.closeDay(nil) { answers.append("\(lots)") }
    answers += try charts.prefix(1).map { chart in
      "\(try person.check(Statement(chart: chart, event: DrugBookTests.drawn(20_000), lotNumber: 1)))"
    }
    for number in ["1001", "1002", "mh-7", "MH-8"] {
      answers.append("\(try person.chart(withRecordNumber: number)?.description ?? "nobody")")
    }
    for chart in charts { answers.append("\(try person.patient(chart.description))") }
    answers += try person.patients(matching: nil).map { "\($0)" }
    answers += try person.patients(matching: "josephine").map { "\($0)" }
    answers.append(
      ComplianceText.render(
        try person.complianceReport(from: nil, to: nil, asOf: nil), style: .plain))
    answers += try person.projectionsStatus().lines.map { "\($0)" }
    answers.append(try person.nextRecordNumber())
    return answers
  }

  private func attack(_ row: Row, _ attack: Attack, neighbour: [UInt8]) throws {
    if row.table == Self.files { return try attackFile(row, attack, neighbour: neighbour) }
    if row.table == Self.numbers { return try attackNumber(row, attack, neighbour: neighbour) }
    let shelf = try house.clinic.projectionStore().shelf(ofReports: row.isOfReports)
    let transaction = try shelf.environment.beginWrite()
    let table = try #require(shelf.tables.first { $0.name == row.table })
    // Nobody writes down again how far a store has got while nothing is stored.
    guard let value = try transaction.value(table, row.key) else {
      return #expect(row.table == "meta")
    }
    switch attack {
    case .deleted: try transaction.delete(table, row.key)
    case .setBack:
      if let older = before[row] {
        try transaction.put(table, row.key, older)
      } else {
        try transaction.delete(table, row.key)
      }
    case .exchanged:
      let other = try #require(try transaction.value(table, neighbour))
      try transaction.put(table, row.key, other)
      try transaction.put(table, neighbour, value)
    case .flipped:
      var flipped = value
      flipped[value.count / 2] ^= 0x10
      try transaction.put(table, row.key, flipped)
    }
    try transaction.commit()
  }

  /// The same of a row in a chart's file.
  private func attackFile(_ row: Row, _ attack: Attack, neighbour: [UInt8]) throws {
    let files = house.clinic.chartRowFiles
    func put(_ value: [UInt8]?, at key: [UInt8]) throws {
      let subject = try #require(SubjectID(bytes: Array(key.dropLast(4).suffix(16))))
      var rows = files.rows(of: subject)
      rows[key] = value
      try files.replace(rows, of: subject)
    }
    let all = try Self.rows(house)
    var value = try #require(all[row])
    switch attack {
    case .deleted: try put(nil, at: row.key)
    case .setBack: try put(before[row], at: row.key)
    case .exchanged:
      try put(all[Row(isOfReports: false, table: Self.files, key: neighbour)], at: row.key)
      try put(value, at: neighbour)
    case .flipped:
      value[value.count / 2] ^= 0x10
      try put(value, at: row.key)
    }
  }

  /// The same of the file that says where a record number leads.
  private func attackNumber(_ row: Row, _ attack: Attack, neighbour: [UInt8]) throws {
    let files = house.clinic.recordNumberFiles
    func put(_ value: [UInt8]?, at digest: [UInt8]) throws {
      try? FileManager.default.removeItem(atPath: files.file(of: digest))
      if let value { try Data(value).write(to: URL(filePath: files.file(of: digest))) }
    }
    let all = try Self.rows(house)
    var value = try #require(all[row])
    switch attack {
    case .deleted: try put(nil, at: row.key)
    case .setBack: try put(before[row], at: row.key)
    case .exchanged:
      try put(all[Row(isOfReports: false, table: Self.numbers, key: neighbour)], at: row.key)
      try put(value, at: neighbour)
    case .flipped:
      value[value.count / 2] ^= 0x10
      try put(value, at: row.key)
    }
  }

  @Test func `a row deleted, set back, exchanged or altered changes no answer`() throws {
    let right = try Self.answers(house, charts)
    let size = house.size
    let all = try Self.rows(house)
    #expect(all.count > 10)
    #expect(all.keys.count { $0.table == Self.files } == 7)
    #expect(all.keys.count { $0.table == Self.numbers } == 3)
    for (_, rows) in Dictionary(grouping: all.keys, by: { "\($0.isOfReports) \($0.table)" }) {
      let rows = rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      for (index, row) in rows.enumerated() {
        for attack in Attack.allCases {
          try self.attack(row, attack, neighbour: rows[(index + 1) % rows.count].key)
          // What a store says of itself is asked when it is opened.
          if row.table == "meta" { house.clinic.closeProjectionStore() }
          #expect(
            try Self.answers(house, charts) == right, "\(attack) in \(row.table), row \(index)")
          // What was wrong is right again.
          if row.table != "meta" {
            #expect(try Self.rows(house).keys.contains(row))
          }
        }
      }
    }
    #expect(house.size == size)
  }

  @Test func `all of the read models as they were the day before change no answer`() throws {
    let right = try Self.answers(house, charts)
    for isOfReports in [false, true] {
      let shelf = try house.clinic.projectionStore().shelf(ofReports: isOfReports)
      let transaction = try shelf.environment.beginWrite()
      for table in shelf.tables { try transaction.deleteAll(table) }
      for (row, value) in before
      where row.isOfReports == isOfReports && ![Self.files, Self.numbers].contains(row.table) {
        let table = try #require(shelf.tables.first { $0.name == row.table })
        try transaction.put(table, row.key, value)
      }
      try transaction.commit()
    }
    for chart in try house.clinic.readModelSubjects() {
      let rows = before.filter { $0.key.table == Self.files && $0.key.key.contains(chart) }
      try house.clinic.chartRowFiles.replace(
        Dictionary(rows.map { ($0.key.key, $0.value) }, uniquingKeysWith: { $1 }), of: chart)
    }
    #expect(try Self.answers(house, charts) == right)
    #expect(try Self.rows(house).count >= before.count)
    #expect(
      try house.acting.projectionsStatus().lines.map(\.digest)
        == house.acting.rebuildProjections().lines.map(\.digest))
  }

  @Test func `read models that are no more than a file of zeros change no answer`() throws {
    let right = try Self.answers(house, charts)
    let path = house.folder + "/ledger/projections/data.mdb"
    house.clinic.closeProjectionStore()
    let bytes = try #require(FileManager.default.contents(atPath: path))
    try Data(count: bytes.count).write(to: URL(filePath: path))
    #expect(try Self.answers(house, charts) == right)
  }

  @Test func `a chart's file that is cut short, another's, a link or a folder changes no answer`()
    throws
  {
    let right = try Self.answers(house, charts)
    let path = house.clinic.chartRowFiles.file(of: charts[0])
    let other = try Data(
      contentsOf: URL(filePath: house.clinic.chartRowFiles.file(of: charts[1])))
    let whole = try Data(contentsOf: URL(filePath: path))
    let keys = Set(house.clinic.chartRowFiles.rows(of: charts[0]).keys)
    for bytes in [Data(), whole.prefix(whole.count / 2), whole + [0], other, Data(count: 4_096)] {
      try bytes.write(to: URL(filePath: path))
      #expect(try Self.answers(house, charts) == right)
      // What was wrong is right again.
      #expect(Set(house.clinic.chartRowFiles.rows(of: charts[0]).keys) == keys)
    }
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: house.clinic.chartRowFiles.file(of: charts[1]))
    #expect(try Self.answers(house, charts) == right)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(try Self.answers(house, charts) == right)
  }
}

extension [UInt8] {
  /// Whether a row's key is one of a chart.
  fileprivate func contains(_ chart: SubjectID) -> Bool {
    dropLast(4).suffix(16).elementsEqual(chart.bytes)
  }
}

extension ProjectionShelf {
  fileprivate var tables: [Table] { [rows, meta] }
}
