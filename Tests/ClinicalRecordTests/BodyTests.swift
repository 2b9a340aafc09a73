import ClinicalRecord
import SwiftProtobuf
import Testing

/// The bytes of a body, read strictly.
@Suite struct BodyTests {
  func parse(_ event: ClinicalEvent, _ bytes: [UInt8]) throws(DecodeError) -> ClinicalEvent {
    try ClinicalEvent.parse(stream: event.stream, kind: event.kind.number, bytes: bytes)
  }

  @Test(arguments: Statements.all)
  func `what is written reads back`(event: ClinicalEvent) throws {
    #expect(try parse(event, try event.serialized()) == event)
  }

  @Test(arguments: Statements.all)
  func `the body's field number is the kind`(event: ClinicalEvent) throws {
    let tag = UInt64(event.kind.number) << 3 | 2
    let bytes = try event.serialized()
    #expect(bytes.starts(with: varint(tag)))
  }

  @Test(arguments: Statements.all)
  func `a header that names another kind is refused`(event: ClinicalEvent) throws {
    let bytes = try event.serialized()
    for other in EventKind.all where other.number != event.kind.number {
      #expect(
        throws: DecodeError.kindMismatch(header: other, bodyNumber: UInt64(event.kind.number))
      ) { try ClinicalEvent.parse(stream: other.stream, kind: other.number, bytes: bytes) }
    }
  }

  @Test func `a kind that nobody here knows was written by a newer Candor`() throws {
    let number = EventKind.unused(in: .visit)
    let error = #expect(throws: DecodeError.self) {
      try ClinicalEvent.parse(stream: .visit, kind: number, bytes: [])
    }
    #expect(error == .unknownKind(stream: .visit, number: number))
    #expect(error?.isFromNewerCandor == true)
  }

  @Test func `an unknown field is told apart from damage, however deep it stands`() throws {
    let unknown: [UInt8] = varint(15 << 3) + [1]
    let flat = body(26, unknown)
    let nested = body(26, [2 << 3 | 2, UInt8(unknown.count)] + unknown)
    let inRun = body(14, [3 << 3 | 2, UInt8(unknown.count + 2), 2 << 3 | 2, 2] + unknown)
    for (number, bytes) in [(UInt16(26), flat), (26, nested), (14, inRun)] {
      let error = #expect(throws: DecodeError.self) {
        try ClinicalEvent.parse(stream: .visit, kind: number, bytes: bytes)
      }
      #expect(error?.isFromNewerCandor == true, "\(String(describing: error))")
    }
  }

  @Test func `two events in one body, or none, are damage`() throws {
    let one = try ClinicalEvent.visit(.emergencyCalled(.init())).serialized()
    let kind = EmergencyCalled.kind
    for bytes in [
      one + one, one + [0], [], Array(one.dropLast()), [one[0] & 0xf8] + one.dropFirst(),
    ] {
      #expect(throws: DecodeError.malformed(kind: kind)) {
        try ClinicalEvent.parse(stream: .visit, kind: kind.number, bytes: bytes)
      }
    }
  }

  @Test(arguments: Statements.all)
  func `no prefix of a body reads as an event`(event: ClinicalEvent) throws {
    let bytes = try event.serialized()
    for length in 0..<bytes.count {
      #expect(throws: DecodeError.self) { try parse(event, Array(bytes.prefix(length))) }
    }
  }

  @Test func `damaged bodies are read or refused, never trapped on`() throws {
    var dice = SeededDice(seed: 7)
    for event in Statements.all {
      let bytes = try event.serialized()
      for _ in 0..<400 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
          damaged[Int.random(in: damaged.indices, using: &dice)] = .random(
            in: 0...255, using: &dice)
        }
        guard let read = try? parse(event, damaged) else { continue }
        #expect(read.kind == event.kind)
        _ = read.sentence(occurred: minute(0))
        try? read.statement.validate()
      }
    }
  }

  private func body(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(UInt64(content.count)) + content
  }

  private func varint(_ value: UInt64) -> [UInt8] {
    value < 128 ? [UInt8(value)] : [UInt8(value & 0x7f | 0x80)] + varint(value >> 7)
  }
}
