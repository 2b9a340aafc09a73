import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// Writes what the schemas' options say of each event as Swift tables and a table of the manual.
///
/// A plug-in of `protoc`: it reads the schemas with their options and answers with the files.
@main
struct EventCatalogueGenerator: CodeGenerator {
  let supportedFeatures: [Google_Protobuf_Compiler_CodeGeneratorResponse.Feature] = [
    .proto3Optional
  ]
  let customOptionExtensions: [any AnyMessageExtension] = [
    Extensions_event, Extensions_field, Extensions_term, Extensions_member,
  ]

  /// - Parameter parameter: `schemas=` the digest of the schemas' text, which a test compares.
  func generate(
    files: [FileDescriptor], parameter: any CodeGeneratorParameter,
    protoCompilerContext: any ProtoCompilerContext, generatorOutputs: any GeneratorOutputs
  ) throws {
    let digest = parameter.parsedPairs.first { $0.key == "schemas" }?.value ?? ""
    let catalogue = try Catalogue(files, schemasDigest: digest)
    try generatorOutputs.add(
      fileName: "EventCatalogue.swift", contents: CatalogueSource(catalogue).text)
    try generatorOutputs.add(
      fileName: "EventOptions.swift", contents: OptionsSource(catalogue).text)
    try generatorOutputs.add(fileName: "events.man", contents: ManualSource(catalogue).text)
  }
}

/// What a schema says that cannot be generated from.
struct SchemaError: Error, CustomStringConvertible {
  let description: String
}
