import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing
import TransparencyLog

@testable import Clinic

/// Looks while the disk takes nothing: refused, or in an emergency kept in the spool.
@Suite struct SpoolTests {
  private static func breakGlass(_ reason: String = "the disk is full") -> BreakGlass {
    BreakGlass(host: "bedside-2") { reason }
  }

  /// What an act is refused for; nil when it is not.
  private static func refusal(of act: () throws -> Void) -> ClinicError? {
    do {
      try act()
      return nil
    } catch {
      return clinicError(behind: error)
    }
  }

  @Test func `on a full disk nothing is shown that could not be recorded`() async {
    await #expect(processExitsWith: .success) {
      let (house, chart) = try TestClinic.withLongLog()
      let head = try house.clinic.ledger.head()
      try withDiskFull {
        for subject in LookSubject.allCases {
          let error = Self.refusal { try subject.look(at: chart, in: house.acting) }
          guard case .lookNotRecorded(_, isEmergency: false)? = error else {
            Issue.record("\(subject): \(String(describing: error))")
            continue
          }
        }
        let count = try house.clinic.history(HistoryFilter()).count
        #expect(count == Int(head.size))
      }
      #expect(try house.clinic.ledger.head() == head)
      #expect(try house.clinic.spoolState().waiting.isEmpty)
      try LookSubject.chartTimeline.look(at: chart, in: house.acting)
      try house.checkEverything()
    }
  }

  @Test func `in an emergency it is kept in the spool, and the next write appends it first`() async
  {
    await #expect(processExitsWith: .success) {
      let (house, chart) = try TestClinic.withLongLog()
      let size = house.size
      try withDiskFull {
        // Somebody who may read, somebody who may not, and a second look within the window.
        try LookSubject.chartTimeline.look(
          at: chart, in: house.acting, emergency: Self.breakGlass())
        try LookSubject.visitTimeline.look(
          at: chart, in: house.acting, emergency: Self.breakGlass())
        try house.actAs("ada")
        try LookSubject.chartTimeline.look(
          at: chart, in: house.acting, emergency: Self.breakGlass("and an ambulance"))
        let error = Self.refusal {
          try LookSubject.chartTimeline.look(at: chart, in: house.acting)
        }
        #expect(error != nil)
      }
      #expect(house.size == size)
      let state = try house.clinic.spoolState()
      #expect(state.waiting.map(\.actor) == [3, 1])
      #expect(state.waiting.allSatisfy { $0.problem == nil && $0.entryCount == 1 })
      try house.move(to: "11:20")
      try house.actAs("nora")

      try house.record(
        .chart(.historyFormReceived(.with { $0.formVersion = "3" })), on: chart)

      #expect(try house.clinic.spoolState().waiting.isEmpty)
      #expect(house.size == size + 3)
      let rows = try house.clinic.history(HistoryFilter()).suffix(3)
      #expect(
        rows.map(\.event) == [
          "emergency access opened", "emergency access opened", "history form received",
        ])
      try house.actAs("drew")
      let report = try house.acting.accessReport(of: chart, from: nil, to: nil)
      let emergencies = report.lines.compactMap(\.emergency)
      #expect(emergencies.map(\.number) == [1, 2])
      #expect(emergencies.map(\.isSpooled) == [true, true])
      #expect(try report.lines[0].occurred.unixMicroseconds == at("11:00").unixMicroseconds)
      #expect(try report.lines[0].recordedMicroseconds == at("11:20").unixMicroseconds)
      try house.checkEverything()
    }
  }

  @Test func `one that no longer fits stays and is reported, and the others are appended`() async {
    await #expect(processExitsWith: .success) {
      let (house, chart) = try TestClinic.withLongLog()
      try withDiskFull {
        try house.actAs("fred")
        try LookSubject.chartTimeline.look(
          at: chart, in: house.acting, emergency: Self.breakGlass())
      }
      let spool = try Data(contentsOf: URL(filePath: house.clinic.accessSpool.path))
      // A suspension that was recorded without the spool at hand, as on a machine that had lost it.
      try FileManager.default.removeItem(atPath: house.clinic.accessSpool.path)
      try house.actAs("ada")
      try house.record(
        .staff(
          .staffSuspended(
            .with {
              $0.actor = 5
              $0.cause = .leave
            })))
      try spool.write(to: URL(filePath: house.clinic.accessSpool.path))
      let problem = try #require(try house.clinic.spoolState().waiting.first?.problem)
      #expect(problem.contains("suspended"))
      try house.actAs("drew")
      let size = house.size

      try LookSubject.chartTimeline.look(at: chart, in: house.acting)

      #expect(house.size >= size + 1)
      #expect(try house.clinic.waitingEmergencies().isEmpty)
      #expect(try house.clinic.spoolState().waiting.count == 1)
      // A new emergency is given a number that the one that waits has not.
      try house.actAs("ada")
      try LookSubject.chartTimeline.look(
        at: chart, in: house.acting, emergency: Self.breakGlass())
      let numbers = try house.clinic.ledger.read { try $0.streams(of: chart) }
        .filter { $0.type == .access }.map(\.number)
      #expect(numbers == [0, 2])
      try house.checkEverything()
    }
  }

  @Test func `a crash after the append and before its note adds nothing`() async {
    await #expect(processExitsWith: .success) {
      let (house, chart) = try TestClinic.withLongLog()
      try withDiskFull {
        try LookSubject.chartTimeline.look(
          at: chart, in: house.acting, emergency: Self.breakGlass())
      }
      let path = URL(filePath: house.clinic.accessSpool.path)
      let before = try Data(contentsOf: path)
      let size = house.size
      house.clinic.appendSpooled()
      #expect(house.size == size + 1)
      try before.write(to: path)

      house.clinic.appendSpooled()

      #expect(house.size == size + 1)
      #expect(try house.clinic.spoolState().waiting.isEmpty)
      try house.checkEverything()
    }
  }

  @Test func `in an emergency after a renewal the new data key finds room in the keyring`() async {
    await #expect(processExitsWith: .success) {
      let (house, chart) = try TestClinic.withLongLog()
      try house.actAs("ada")
      _ = try house.acting.suspend("fred", cause: .leave)
      try house.actAs("nora")
      let size = house.size
      // Not one page more fits into the keyring's file.
      let keyring = try house.byteCount(of: "keyring/data.mdb")
      try #require(try house.byteCount(of: "log/data.mdb") > keyring)
      try withDiskFull(beyond: keyring) {
        try LookSubject.chartTimeline.look(
          at: chart, in: house.acting, emergency: Self.breakGlass())
      }
      #expect(try house.byteCount(of: "keyring/data.mdb") == keyring)
      #expect(try house.clinic.spoolState().waiting.map(\.problem) == [nil])
      try house.record(
        .chart(.historyFormReceived(.with { $0.formVersion = "3" })), on: chart)
      #expect(try house.clinic.spoolState().waiting.isEmpty)
      #expect(
        try house.clinic.history(HistoryFilter()).suffix(Int(house.size - size)).map(\.event) == [
          "data key introduced", "emergency access opened", "history form received",
        ])
      try house.checkEverything()
    }
  }

  @Test func `a full spool refuses, and says so`() async {
    await #expect(processExitsWith: .success) {
      let (house, chart) = try TestClinic.withLongLog()
      let reason = String(repeating: "long ", count: 350)
      try withDiskFull {
        var shown = 0
        let error = Self.refusal {
          while true {
            try house.move(to: "1\(shown / 60 + 1):\(String(format: "%02d", shown % 60))")
            try LookSubject.chartTimeline.look(
              at: chart, in: house.acting, emergency: Self.breakGlass(reason))
            shown += 1
          }
        }
        guard case .lookNotRecorded? = error else {
          Issue.record("\(String(describing: error))")
          return
        }
      }
    }
  }
}
