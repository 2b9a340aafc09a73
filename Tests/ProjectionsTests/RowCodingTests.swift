import ClinicalRecord
import Testing

@testable import Projections

@Suite struct RowCodingTests {
  private static let roster = Roster.State(
    recordNumber: "MH-1001", familyName: "Müller", givenName: "Zoë", birthDate: "1984-02-29",
    former: [Roster.Former(familyName: "", givenName: "Jo", birthDate: "1984-02-28")],
    intakePosition: .max,
    retracted: [
      Roster.Retracted(
        recordNumber: "MH-1",
        identity: Roster.Former(familyName: "A", givenName: "B", birthDate: "C"))
    ])

  private static let visits = VisitIndex.State(visits: [
    VisitIndex.Line(
      number: 1, indication: 2, arrivedPosition: 300, arrivedMicroseconds: -7,
      utcOffsetMinutes: -360, stage: .recovering,
      started: VisitIndex.Started(
        position: 301, unixMicroseconds: .min, utcOffsetMinutes: 330), newestPosition: 1 << 40),
    VisitIndex.Line(
      number: .max, indication: 0, arrivedPosition: 0, arrivedMicroseconds: .max,
      utcOffsetMinutes: 0, stage: .ended, started: nil, newestPosition: 0),
  ])

  @Test func `a state is read as it was written`() throws {
    #expect(try Roster.State(rowBytes: Self.roster.rowBytes) == Self.roster)
    #expect(try Roster.State(rowBytes: Roster.initial.rowBytes) == Roster.initial)
    #expect(try VisitIndex.State(rowBytes: Self.visits.rowBytes) == Self.visits)
  }

  @Test func `the bytes of a state are these`() {
    let state = Roster.State(recordNumber: "1", familyName: "Ü", intakePosition: 300)
    #expect(
      state.rowBytes == [1, 0x31, 2, 0xC3, 0x9C, 0, 0, 0, 1, 0xAC, 2, 0, 0])
  }

  @Test func `a row that is cut short, or goes on, is none`() {
    let bytes = Self.visits.rowBytes
    for count in 0..<bytes.count {
      #expect(throws: RowDefect.self) {
        _ = try VisitIndex.State(rowBytes: Array(bytes.prefix(count)))
      }
    }
    #expect(throws: RowDefect.self) { _ = try VisitIndex.State(rowBytes: bytes + [0]) }
  }

  @Test func `no bytes stop the program`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0..<40)).map { _ in
        UInt8.random(in: 0...255, using: &generator)
      }
      _ = try? VisitIndex.State(rowBytes: bytes)
      _ = try? Roster.State(rowBytes: bytes)
    }
    #expect(throws: RowDefect.self) {
      _ = try Roster.State(rowBytes: [UInt8](repeating: 0xFF, count: 40))
    }
  }
}
