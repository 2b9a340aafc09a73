import Testing

/// The committed code is what the schemas say: it carries the digest of the very text that it was
/// made of.
struct SchemaTests {
  private let repository = Repository.candor

  @Test func `generated code was made of the schemas as they are`() throws {
    let schemas = repository.files.map(\.path).filter { $0.hasSuffix(".proto") }.sorted()
    try #require(schemas.count > 5)
    let digest = try Shell.output(
      of: "cat -- \(schemas.joined(separator: " ")) | sha256sum", in: repository.root)
    let catalogue = try #require(
      repository.file("Sources/ClinicalRecord/Generated/EventCatalogue.swift"))
    #expect(
      catalogue.lines.contains { $0.contains(digest.prefix { $0 != " " }) }, "run Tools/generate")
  }

  @Test func `every generated file of types has a schema`() {
    for file in repository.files where file.isGenerated && file.name.hasSuffix(".pb.swift") {
      let schema = file.name.replacing(".pb.swift", with: ".proto")
      #expect(repository.exists("Schemas/candor/v1/\(schema)"), "\(file.path)")
    }
  }
}
