import Testing

/// The committed code is what the schemas say, as far as it shows without `protoc`.
struct SchemaTests {
  private let repository = Repository.candor

  @Test(arguments: Repository.candor.files.map(\.path).filter { $0.hasSuffix(".proto") })
  func `generated code is up to date with its schema`(path: String) throws {
    let schema = try #require(repository.file(path))
    let name = schema.name.replacing(".proto", with: ".pb.swift")
    let generated = repository.files.filter { $0.isGenerated && $0.name == name }
    try #require(generated.count == 1, "\(name) belongs in one target: run Tools/generate")
    let differences = GeneratedCode(generated[0].lines.joined(separator: "\n"))
      .differences(from: Schema(schema.lines.joined(separator: "\n")))
    #expect(differences == [], "run Tools/generate")
  }

  @Test func `every generated file has a schema`() {
    for file in repository.files where file.isGenerated {
      let schema = file.name.replacing(".pb.swift", with: ".proto")
      #expect(repository.exists("Schemas/candor/v1/\(schema)"), "\(file.path)")
    }
  }

  @Test(
    arguments: [
      ("AddedLater added_later = 3;", ["E writes fields [1, 2]", "E.added_later is not known"]),
      ("string note = 4;", ["E writes fields [1, 2]", "E.note is not known"]),
    ])
  func `an added field is noticed`(field: String, differences: [String]) {
    let schema = Schema(Self.schema.replacing("// more", with: field))
    let found = GeneratedCode(Self.generated).differences(from: schema)
    #expect(differences.allSatisfy(found.contains))
  }

  @Test(
    arguments: [
      ("Weighed weighed = 2", "Weighed weighed = 7", "E.weighed is not number 7"),
      ("message Weighed", "message Measured", "message Measured is on one side only"),
      ("enum Site", "enum Place", "enum E.Place is on one side only"),
      ("SITE_ARM", "SITE_HAND", "SITE_HAND is not known"),
    ])
  func `a changed name or number is noticed`(old: String, new: String, difference: String) {
    let schema = Schema(Self.schema.replacing(old, with: new))
    #expect(GeneratedCode(Self.generated).differences(from: schema).contains(difference))
  }

  @Test func `a schema and its own code do not differ`() {
    #expect(GeneratedCode(Self.generated).differences(from: Schema(Self.schema)) == [])
  }

  private static let schema = """
    message E { // comment = 9;
      oneof event {
        Arrived arrived = 1;
        Weighed weighed = 2;
      }
      // more
      enum Site { SITE_UNSPECIFIED = 0; SITE_ARM = 1; }
    }
    message Arrived {}
    message Weighed { optional double weight_kg = 1; }
    """

  private static let generated = #"""
    nonisolated extension E.Site: SwiftProtobuf._ProtoNameProviding {
      _NameMap(bytecode: "\0\u{2}\0SITE_UNSPECIFIED\0\u{1}SITE_ARM\0")
    nonisolated extension E: SwiftProtobuf.Message, SwiftProtobuf._MessageImplementationBase {
      _NameMap(bytecode: "\0\u{1}arrived\0\u{1}weighed\0")
        case .arrived?: try {
          try visitor.visitSingularMessageField(value: v, fieldNumber: 1)
        case .weighed?: try {
          try visitor.visitSingularMessageField(value: v, fieldNumber: 2)
    nonisolated extension Arrived: SwiftProtobuf.Message, SwiftProtobuf._MessageImplementationBase {
    nonisolated extension Weighed: SwiftProtobuf.Message, SwiftProtobuf._MessageImplementationBase {
      _NameMap(bytecode: "\0\u{3}weight_kg\0")
        try visitor.visitSingularDoubleField(value: v, fieldNumber: 1)
    """#
}
