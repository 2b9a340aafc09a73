internal import FoundationEssentials
internal import SwiftProtobuf

/// Looks through a message and all that is nested in it for fields that this program's schema does
/// not have.
struct UnknownFieldFinder: Visitor {
  private var found = false

  /// Whether anything in `message` was written by a newer schema.
  static func finds(in message: any Message) -> Bool {
    var finder = UnknownFieldFinder()
    do { try message.traverse(visitor: &finder) } catch { return true }
    return finder.found
  }

  mutating func visitUnknown(bytes: Data) { found = found || !bytes.isEmpty }

  mutating func visitSingularMessageField<M: Message>(value: M, fieldNumber: Int) throws {
    try value.traverse(visitor: &self)
  }

  mutating func visitSingularDoubleField(value: Double, fieldNumber: Int) {}
  mutating func visitSingularInt64Field(value: Int64, fieldNumber: Int) {}
  mutating func visitSingularUInt64Field(value: UInt64, fieldNumber: Int) {}
  mutating func visitSingularBoolField(value: Bool, fieldNumber: Int) {}
  mutating func visitSingularStringField(value: String, fieldNumber: Int) {}
  mutating func visitSingularBytesField(value: Data, fieldNumber: Int) {}
  mutating func visitSingularEnumField<E: Enum>(value: E, fieldNumber: Int) {}

  // A packed run has thousands of numbers: none of them can hide a field.
  mutating func visitPackedUInt32Field(value: [UInt32], fieldNumber: Int) {}
  mutating func visitPackedSInt32Field(value: [Int32], fieldNumber: Int) {}

  mutating func visitMapField<KeyType, ValueType: MapValueType>(
    fieldType: _ProtobufMap<KeyType, ValueType>.Type,
    value: _ProtobufMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) {}

  mutating func visitMapField<KeyType, ValueType>(
    fieldType: _ProtobufEnumMap<KeyType, ValueType>.Type,
    value: _ProtobufEnumMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) {}

  mutating func visitMapField<KeyType, ValueType>(
    fieldType: _ProtobufMessageMap<KeyType, ValueType>.Type,
    value: _ProtobufMessageMap<KeyType, ValueType>.BaseType, fieldNumber: Int
  ) {}
}
