internal import FoundationEssentials

/// A document that was written elsewhere, as a part of another one: an entry's body.
enum JSONBody: Codable, Hashable {
  case null
  case bool(Bool)
  case integer(Int64)
  case unsigned(UInt64)
  case number(Double)
  case string(String)
  case array([JSONBody])
  case object([String: JSONBody])

  /// Throws what the decoder throws.
  init(_ text: String) throws {
    self = try JSONDecoder().decode(JSONBody.self, from: Data(text.utf8))
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    self =
      if value.decodeNil() {
        .null
      } else if let bool = try? value.decode(Bool.self) {
        .bool(bool)
      } else if let integer = try? value.decode(Int64.self) {
        .integer(integer)
      } else if let unsigned = try? value.decode(UInt64.self) {
        .unsigned(unsigned)
      } else if let number = try? value.decode(Double.self) {
        .number(number)
      } else if let string = try? value.decode(String.self) {
        .string(string)
      } else if let array = try? value.decode([JSONBody].self) {
        .array(array)
      } else {
        .object(try value.decode([String: JSONBody].self))
      }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .unsigned(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}
