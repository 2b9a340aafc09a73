internal import ArgumentParser
internal import Foundation
internal import Ledger
internal import Rehearsal
internal import TransparencyLog

/// Flips one bit of each entry in turn, in a copy, and asks `candor verify` which one it was.
struct Tamper: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tamper",
    abstract: "Flip a bit of every entry in turn in a copy; verify must name the entry.")

  @Option(help: "The candor to drive; else the one beside this tool.") var candor: String?
  @Option(help: "Charts; each adds about 20 entries.") var charts = 3

  func run() throws {
    let checks = CheckReport()
    let rehearsal = try RehearsalClinic(candor: candor, clock: RehearsalTime.session(0))
    try MixedLedger(rehearsal: rehearsal, charts: charts).fill()
    let entries = try allEntries(of: rehearsal.ledger)
    tell(entries, checks)
    checks.expect(try Verdict(from: rehearsal.program).isSound, "verify: not sound before any flip")
    let copy = rehearsal.folder + "/copy"
    try FileManager.default.copyItem(atPath: rehearsal.ledger, toPath: copy)
    let pristine = try Data(contentsOf: URL(filePath: copy + "/log/data.mdb"))
    var flips = 0
    for entry in entries {
      let value = Data(entry.leafHash.bytes + entry.bytes)
      let places = Self.places(of: value, in: pristine)
      checks.expect(!places.isEmpty, "entry \(entry.position) is not in the file as it is stored")
      for index in Self.offsets(in: entry) {
        var bytes = pristine
        for place in places { bytes[place + index] ^= 1 << UInt8(flips % 8) }
        flips += 1
        try bytes.write(to: URL(filePath: copy + "/log/data.mdb"))
        try check(entry.position, index, copy, rehearsal, checks)
      }
    }
    try pristine.write(to: URL(filePath: copy + "/log/data.mdb"))
    checks.expect(
      try Verdict(from: rehearsal.program, ledger: copy).isSound, "verify: not sound when mended")
    CheckReport.say("\(flips) flips, each in a copy, each verified by candor")
    let code = checks.close()
    if code == 0 { rehearsal.remove() }
    throw ExitCode(code)
  }

  private func check(
    _ position: UInt64, _ index: Int, _ copy: String, _ rehearsal: RehearsalClinic,
    _ checks: CheckReport
  ) throws {
    do {
      let verdict = try Verdict(from: rehearsal.program, ledger: copy, expecting: 1)
      checks.expect(
        !verdict.isSound && verdict.damagedPositions == [Int(position)],
        "entry \(position), byte \(index): verify named \(verdict.damagedPositions)")
    } catch let error as RehearsalError {
      checks.expect(false, "entry \(position), byte \(index): \(error)")
    }
  }

  private func allEntries(of directory: String) throws -> [Entry] {
    let ledger = try Ledger.open(at: directory)
    defer { ledger.close() }
    var entries: [Entry] = []
    try ledger.forEachEntry {
      entries.append($0)
      return true
    }
    return entries
  }

  private func tell(_ entries: [Entry], _ checks: CheckReport) {
    let subjects = Set(entries.map(\.header.stream.subject)).subtracting([.none])
    let several = entries.filter { $0.header.endsAppend && $0.header.lastIndex > 0 }.count
    let signed = entries.filter { ($0.signatures?.signatures.count ?? 0) > 1 }.count
    CheckReport.say(
      "\(entries.count) entries, \(subjects.count) charts, \(several) appends of several entries,"
        + " \(signed) of several signers")
    checks.expect(entries.count >= 60, "only \(entries.count) entries")
    checks.expect(subjects.count >= 3, "only \(subjects.count) charts")
    checks.expect(several > 0 && signed > 0, "no append of several entries, or of several signers")
  }

  /// Leaf hash, header, body, signatures or the body's end, stamp.
  private static func offsets(in entry: Entry) -> [Int] {
    let hash = entry.leafHash.bytes.count
    let end = hash + entry.bytes.count
    let position = Int(entry.position)
    return [
      position % hash, hash + position % EntryHeader.byteCount, hash + EntryHeader.byteCount,
      end - Stamp.byteCount - 1, end - Stamp.byteCount + position % Stamp.byteCount,
    ]
  }

  /// LMDB leaves older copies of a page behind, so a value may lie in the file more than once.
  private static func places(of value: Data, in file: Data) -> [Int] {
    var places: [Int] = []
    var from = file.startIndex
    while let found = file.range(of: value, in: from..<file.endIndex) {
      places.append(found.lowerBound)
      from = found.upperBound
    }
    return places
  }
}
