/// The streams that events stand in: one Protobuf message with one `oneof` each
/// (`Schemas/candor/v1`).
public enum EventStream: UInt16, Hashable, Sendable, CaseIterable {
  // The raw values are the stream types of `Schemas/entry.md`.
  case chart = 2
  case visit = 3
  case access = 4
  case staff = 5
  case policy = 6
  case operations = 8

  /// As a person says it: "chart".
  public var name: String {
    switch self {
    case .chart: "chart"
    case .visit: "visit"
    case .access: "access"
    case .staff: "staff"
    case .policy: "policy"
    case .operations: "operations"
    }
  }

  /// Whether the stream is about a patient, so that its bodies are always sealed.
  public var isPersonal: Bool {
    switch self {
    case .chart, .visit, .access: true
    case .staff, .policy, .operations: false
    }
  }
}
