internal import ClinicalRecord
internal import Foundation
internal import Rehearsal

/// A small training clinic that is copied for every fault, so that each meets the same ledger.
struct Specimen {
  /// The copy that the next command works on.
  let rehearsal: RehearsalClinic
  private let original: String
  /// What every command reads from the clock, so that the same answer has the same bytes.
  let clock: String

  static let recordNumber = "RH-1"
  /// In every record of the specimen; found in no file of the ledger.
  static let familyName = "Rehearsal"

  /// Two patients with an infusion under way; one has a few vital signs.
  init(candor: String?) throws {
    let now = RehearsalTime.now()
    rehearsal = try RehearsalClinic(candor: candor)
    for number in [Self.recordNumber, "RH-2"] {
      let chart = try VisitStory.chart(rehearsal, recordNumber: number, at: now)
      try VisitStory.openVisit(
        of: chart, by: try rehearsal.open(as: RehearsalClinic.doctor, at: now))
    }
    clock = now.adding(minutes: 5).iso8601
    for rate in 70..<75 {
      try rehearsal.program.run(
        [
          "record", "vitals-sampled", "--patient", Self.recordNumber, "--hr", "\(rate)",
          "--as", RehearsalClinic.nurse,
        ], clock: clock)
    }
    for handle in [RehearsalClinic.nurse, RehearsalClinic.doctor] {
      try rehearsal.program.run(
        ["timeline", Self.recordNumber, "--as", handle], clock: clock)
    }
    var dice = SeededDice(seed: 5)
    try MonitorRecord(start: now, count: 30, step: 5, dice: &dice).csv.write(
      toFile: rehearsal.folder + "/monitor.csv", atomically: true, encoding: .utf8)
    original = rehearsal.folder + "-original"
    try FileManager.default.copyItem(atPath: rehearsal.folder, toPath: original)
  }

  /// Puts everything back as it was made.
  func restore() throws {
    let files = FileManager.default
    for name in ["ledger", "data", "state", "copy", "copy.keys"] {
      try? files.removeItem(atPath: rehearsal.folder + "/" + name)
      if files.fileExists(atPath: original + "/" + name) {
        try files.copyItem(
          atPath: original + "/" + name, toPath: rehearsal.folder + "/" + name)
      }
    }
  }

  /// Does more to the clinic before it is copied for every fault.
  func keepAfter(_ more: () throws -> Void) throws {
    try restore()
    try more()
    let files = FileManager.default
    for name in ["ledger", "data", "state"] {
      try? files.removeItem(atPath: original + "/" + name)
      if files.fileExists(atPath: rehearsal.folder + "/" + name) {
        try files.copyItem(
          atPath: rehearsal.folder + "/" + name, toPath: original + "/" + name)
      }
    }
  }

  /// Of the copy.
  var log: String { rehearsal.folder + "/ledger/log" }

  func remove() {
    rehearsal.remove()
    try? FileManager.default.removeItem(atPath: original)
  }

  /// Runs a command on the copy as it is.
  ///
  /// - Parameter inputFile: what standard input is read from, in place of the command's own.
  func run(
    _ command: TriedCommand, wrapper: [String] = [], inputFile: String? = nil,
    closed: Set<Int32> = [], output: String? = nil, errors: String? = nil
  ) throws -> Outcome {
    let said = rehearsal.folder + "/errors"
    try? FileManager.default.removeItem(atPath: said)
    let running = try rehearsal.program.start(
      command.arguments(in: rehearsal.folder), input: command.input, inputFile: inputFile,
      clock: clock, wrapper: wrapper,
      streams: StandardStreams(output: output, errors: errors ?? said, closed: closed))
    let (text, ending) = running.finish()
    return Outcome(
      command: command, ending: ending, output: text,
      errors: (try? String(decoding: Data(contentsOf: URL(filePath: said)), as: UTF8.self)) ?? "")
  }

  /// Files that a fault can be planted in, by what they are to the ledger.
  func files(under folder: String) -> [String] {
    let root = rehearsal.folder + "/" + folder
    return (FileManager.default.subpaths(atPath: root) ?? []).sorted()
      .map { root + "/" + $0 }
      .filter {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder)
          && !isFolder.boolValue
      }
  }
}

/// How one command went.
struct Outcome {
  let command: TriedCommand
  let ending: Ending
  let output: String
  let errors: String

  var isDone: Bool { ending == .exited(0) }
}
