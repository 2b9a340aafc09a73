import ClinicalRecord
import Foundation
import SwiftProtobuf
import Testing

/// Additive change only: every number that was ever released means what it meant.
@Suite struct SchemaCompatibilityTests {
  static let releases: [String] = [releasedDescriptors1, releasedDescriptors2]

  let texts: [String]
  let today: SchemaTable

  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Schemas/candor/v1").standardized
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    texts = try files.filter { $0.pathExtension == "proto" }
      .sorted { $0.path < $1.path }.map { try String(contentsOf: $0, encoding: .utf8) }
    today = try SchemaParser.table(of: texts)
  }

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

  /// Each with a text of the schemas and what it becomes; all of them break a promise.
  static let edits: [(String, String, String)] = [
    ("double weight_kg = 1;", "double weight_kg = 2;", "candor.v1.Weighed#1 has gone"),
    (
      "double weight_kg = 1;", "string weight_kg = 1;",
      "candor.v1.Weighed#1 was weight_kg double and is weight_kg string"
    ),
    (
      "double weight_kg = 1;", "double weight_lb = 1;",
      "candor.v1.Weighed#1 was weight_kg double and is weight_lb double"
    ),
    (
      "double weight_kg = 1;", "optional double weight_kg = 1;",
      "candor.v1.Weighed#1 was weight_kg double and is weight_kg double optional"
    ),
    ("  Weighed weighed = 3;", "", "candor.v1.VisitEvent#3 has gone"),
    (
      "Weighed weighed = 3;", "Arrived weighed = 3;",
      """
      candor.v1.VisitEvent#3 was weighed candor.v1.Weighed oneof event and is \
      weighed candor.v1.Arrived oneof event
      """
    ),
    (
      "repeated uint32 rows = 2;", "uint32 rows = 2;",
      "candor.v1.VitalsRun.Channel#2 was rows uint32 repeated and is rows uint32"
    ),
    (
      "ROLE_NURSE = 4;", "ROLE_MATRON = 4;",
      "candor.v1.Role#4 was ROLE_NURSE and is ROLE_MATRON"
    ),
    ("CAUSE_SAFETY = 3;", "", "candor.v1.InfusionStopped.Cause#3 has gone"),
  ]

  @Test(arguments: edits)
  func `an edit that is not additive is noticed`(old: String, new: String, notice: String) throws {
    let released = try Self.table(of: releasedDescriptors1)
    #expect(texts.contains { $0.contains(old) })
    let edited = try SchemaParser.table(of: texts.map { $0.replacing(old, with: new) })
    #expect(edited.breaks(of: released) == [notice])
  }

  @Test func `a new field, value or event is fine`() throws {
    let released = try Self.table(of: releasedDescriptors1)
    let edited = texts.map {
      $0.replacing("double weight_kg = 1;", with: "double weight_kg = 1; bool shoes = 2;")
        .replacing("ROLE_PROGRAM = 11;", with: "ROLE_PROGRAM = 11; ROLE_STUDENT = 12;")
        .replacing("Weighed weighed = 3;", with: "Weighed weighed = 3; Weighed again = 899;")
    }
    #expect(try SchemaParser.table(of: edited).breaks(of: released) == [])
    #expect(try SchemaParser.table(of: edited) != today)
  }

  @Test(arguments: [
    "reserved 5;", "map<string, string> m = 1;", "float x = 1;", "double x = 1 [packed = false];",
    "double x 1;", "Nowhere x = 1;", "double x = 1; double y = 1;",
  ])
  func `the parser stops at what it does not know`(line: String) {
    #expect(throws: SchemaParser.Unexpected.self) {
      try SchemaParser.table(of: [
        "syntax = \"proto3\";\npackage p;\nmessage M {\n\(line)\n}"
      ])
    }
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
    #expect(kind.fieldNames == today.fieldNames(of: String(meaning[1])))
  }
}
