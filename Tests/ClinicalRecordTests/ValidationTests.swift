import ClinicalRecord
import EventSamples
import Foundation
import SwiftProtobuf
import Testing

/// What makes each event well-formed: statements as JSON, with the field that is refused or
/// nothing.
@Suite struct ValidationTests {
  @Test(arguments: Statements.all)
  func `a whole statement is well-formed`(event: ClinicalEvent) {
    #expect(throws: Never.self) { try event.statement.validate() }
  }

  @Test(arguments: ValidationTable.refused)
  func `a statement that says nothing true is refused, by field`(row: ValidationTable.Row) throws {
    let statement = try ClinicalEvent(kind: row.kind, json: row.json).statement
    let error = #expect(throws: Rejection.self) { try statement.validate() }
    guard case .malformed(let field, _, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(field == row.field)
    #expect(error?.description.contains("expected ") == true)
    #expect(error?.description.contains("Maria") == false, "\(String(describing: error))")
  }

  @Test(arguments: ValidationTable.taken)
  func `a statement that may be true is taken`(row: ValidationTable.Row) throws {
    let statement = try ClinicalEvent(kind: row.kind, json: row.json).statement
    #expect(throws: Never.self) { try statement.validate() }
  }

  @Test(arguments: EventSample.all)
  func `a statement without one of its fields is whole, or refused by that field`(
    sample: EventSample
  ) throws {
    let whole = try #require(
      try JSONSerialization.jsonObject(with: Data(sample.json.utf8)) as? [String: Any])
    for field in whole.keys {
      var rest = whole
      rest[field] = nil
      let json = String(
        decoding: try JSONSerialization.data(withJSONObject: rest), as: UTF8.self)
      let statement = try ClinicalEvent(kind: sample.kind, json: json).statement
      do {
        try statement.validate()
      } catch {
        guard case .malformed(let named, _, _) = error else { throw error }
        #expect(sample.kind.fieldNames.contains(String(named.prefix { $0 != "." })), "\(field)")
      }
    }
  }

  @Test func `numbers that are no numbers are refused`() {
    for strange in [Double.nan, .infinity, -.infinity, -0.1, 0] {
      #expect(throws: Rejection.self) { try Weighed.with { $0.weightKg = strange }.validate() }
    }
    for strange in [Double.nan, .infinity, -1] {
      #expect(throws: Rejection.self) {
        try VitalsSampled.with {
          $0.source = .monitor
          $0.sample.temperatureCel = strange
        }.validate()
      }
    }
  }

  @Test func `every note and name keeps its length and has no control characters`() throws {
    for field in ["note"] {
      for kind in EventKind.all where kind.fieldNames.contains(field) {
        for text in ["\u{1b}[31mred", "bell\u{7}", String(repeating: "ü", count: 4_001)] {
          let event = try withText(text, in: field, of: kind)
          let error = #expect(throws: Rejection.self) { try event.statement.validate() }
          guard case .malformed(field, nil, _) = error else {
            Issue.record("\(kind): \(String(describing: error))")
            continue
          }
        }
      }
    }
    #expect(throws: Never.self) {
      try EmergencyCalled.with { $0.note = "two\nlines\tand a tab" }.validate()
    }
  }

  private func withText(_ text: String, in field: String, of kind: EventKind) throws
    -> ClinicalEvent
  {
    let whole = try #require(Statements.all.first { $0.kind == kind })
    let escaped = text.unicodeScalars.map {
      $0.value < 32 ? "\\u00\($0.value < 16 ? "0" : "")\(String($0.value, radix: 16))" : String($0)
    }
    let json = try whole.json()
    let separator = json == "{}" ? "" : ","
    return try ClinicalEvent(
      kind: kind, json: json.dropLast() + "\(separator)\"\(field)\":\"\(escaped.joined())\"}")
  }
}

extension ClinicalEvent {
  init(kind: EventKind, json: Substring) throws { try self.init(kind: kind, json: String(json)) }
}
