import SwiftProtobuf

/// What a schema promises for ever: for every number of every message and enumeration, what it
/// means.
struct SchemaTable: Equatable {
  /// "candor.v1.Weighed#1" → "weight_kg double"; "candor.v1.Role#1" → "ROLE_ADMINISTRATOR".
  var meanings: [String: String] = [:]

  /// Every promise of `released` that is not kept here, in words.
  func breaks(of released: SchemaTable) -> [String] {
    released.meanings.keys.sorted().compactMap { key in
      guard let now = meanings[key] else { return "\(key) has gone" }
      let was = released.meanings[key]
      return was == now ? nil : "\(key) was \(was ?? "") and is \(now)"
    }
  }

  /// The field numbers of a `oneof`.
  func numbers(of message: String, oneof: String) -> Set<UInt16> {
    let keys = meanings.filter { key, meaning in
      key.hasPrefix("\(message)#") && meaning.hasSuffix(" oneof \(oneof)")
    }.keys
    return Set(keys.compactMap { UInt16($0.drop { $0 != "#" }.dropFirst()) })
  }

  /// The field names of a message in the order of their numbers.
  func fieldNames(of message: String) -> [String] {
    let fields = meanings.compactMap { key, meaning -> (Int, String)? in
      guard key.hasPrefix("\(message)#") else { return nil }
      let name = meaning.prefix { $0 != " " }
      return Int(key.drop { $0 != "#" }.dropFirst()).map { ($0, String(name)) }
    }
    return fields.sorted { $0.0 < $1.0 }.map(\.1)
  }
}

extension SchemaTable {
  /// What `protoc` made of the schemas.
  init(_ set: Google_Protobuf_FileDescriptorSet) {
    for file in set.file {
      for message in file.messageType { add(message, in: file.package) }
      for enumeration in file.enumType { add(enumeration, in: file.package) }
    }
  }

  private mutating func add(_ message: Google_Protobuf_DescriptorProto, in scope: String) {
    let name = "\(scope).\(message.name)"
    meanings[name] = "message"
    for field in message.field {
      meanings["\(name)#\(field.number)"] = meaning(of: field, in: message)
    }
    for nested in message.nestedType { add(nested, in: name) }
    for enumeration in message.enumType { add(enumeration, in: name) }
  }

  private mutating func add(_ enumeration: Google_Protobuf_EnumDescriptorProto, in scope: String) {
    let name = "\(scope).\(enumeration.name)"
    meanings[name] = "enum"
    for value in enumeration.value { meanings["\(name)#\(value.number)"] = value.name }
  }

  private func meaning(
    of field: Google_Protobuf_FieldDescriptorProto, in message: Google_Protobuf_DescriptorProto
  ) -> String {
    let types: [Google_Protobuf_FieldDescriptorProto.TypeEnum: String] = [
      .double: "double", .uint32: "uint32", .uint64: "uint64", .sint32: "sint32",
      .sint64: "sint64", .bool: "bool", .string: "string", .bytes: "bytes",
    ]
    let type = types[field.type] ?? String(field.typeName.dropFirst())
    let label = field.label == .repeated ? " repeated" : field.proto3Optional ? " optional" : ""
    let isInOneof = field.hasOneofIndex && !field.proto3Optional
    let oneof = isInOneof ? " oneof \(message.oneofDecl[Int(field.oneofIndex)].name)" : ""
    return "\(field.name) \(type)\(label)\(oneof)"
  }
}
