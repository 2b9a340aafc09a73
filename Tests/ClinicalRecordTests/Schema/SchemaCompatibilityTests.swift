import ClinicalRecord
import Foundation
import SwiftProtobuf
import Testing

/// Additive change only: every number that was ever released means what it meant.
@Suite struct SchemaCompatibilityTests {
  static let releases: [String] = [releasedDescriptors1, releasedDescriptors2]

  let today: SchemaTable

  init() throws { today = try Self.table(of: todaysDescriptors) }

  static func table(of release: String) throws -> SchemaTable {
    let bytes = try #require(
      Data(base64Encoded: release, options: .ignoreUnknownCharacters), "not base64")
    return SchemaTable(try Google_Protobuf_FileDescriptorSet(serializedBytes: bytes))
  }

  @Test(arguments: releases)
  func `today's schemas keep every released promise`(release: String) throws {
    let released = try Self.table(of: release)
    #expect(released.meanings.count > 200)
    #expect(today.breaks(of: released) == [])
  }

  /// Each with the key of what was promised, what it becomes, and what is said of it.
  static let edits: [(String, String?, String)] = [
    ("candor.v1.Weighed#1", nil, "candor.v1.Weighed#1 has gone"),
    (
      "candor.v1.Weighed#1", "weight_kg string",
      "candor.v1.Weighed#1 was weight_kg double and is weight_kg string"
    ),
    (
      "candor.v1.Weighed#1", "weight_kg double optional",
      "candor.v1.Weighed#1 was weight_kg double and is weight_kg double optional"
    ),
    ("candor.v1.VisitEvent#3", nil, "candor.v1.VisitEvent#3 has gone"),
    (
      "candor.v1.VitalsRun.Channel#2", "rows uint32",
      "candor.v1.VitalsRun.Channel#2 was rows uint32 repeated and is rows uint32"
    ),
    (
      "candor.v1.Role#4", "ROLE_MATRON", "candor.v1.Role#4 was ROLE_NURSE and is ROLE_MATRON"
    ),
    (
      "candor.v1.InfusionStopped.Cause#3", nil, "candor.v1.InfusionStopped.Cause#3 has gone"
    ),
  ]

  @Test(arguments: edits)
  func `an edit that is not additive is noticed`(key: String, now: String?, notice: String) throws {
    let released = try Self.table(of: releasedDescriptors1)
    var edited = today
    #expect(edited.meanings[key] != nil)
    edited.meanings[key] = now
    #expect(edited.breaks(of: released) == [notice])
  }

  @Test func `a new field, value or event is fine`() throws {
    var edited = today
    edited.meanings["candor.v1.Weighed#2"] = "shoes bool"
    edited.meanings["candor.v1.Role#12"] = "ROLE_STUDENT"
    #expect(edited.breaks(of: try Self.table(of: releasedDescriptors1)) == [])
  }

  @Test(arguments: EventStream.allCases)
  func `the kinds are the numbers of the schema`(stream: EventStream) {
    let message = "candor.v1.\(stream.name.capitalized)Event"
    let kinds = EventKind.all.filter { $0.stream == stream }
    #expect(today.numbers(of: message, oneof: "event") == Set(kinds.map(\.number)))
    #expect(Set(kinds.map(\.number)).count == kinds.count)
  }

  @Test(arguments: EventKind.all)
  func `a kind knows its fields and bears its schema's name`(kind: EventKind) throws {
    let stream = "candor.v1.\(kind.stream.name.capitalized)Event"
    let meaning = try #require(today.meanings["\(stream)#\(kind.number)"]).split(separator: " ")
    #expect(meaning[0] == kind.identifier.replacing("-", with: "_"))
    #expect(kind.fields.map(\.name) == today.fieldNames(of: String(meaning[1])))
  }
}
