/// S7: what is being watched from here on.
extension MonitorApplied: RecordableEvent {
  public static let kind = EventKind(.visit, 8, Self.self)
  public static var name: String { "monitor applied" }
  public static var recorders: Set<Role> { .bedside }
  public static var fieldNames: [String] { ["channels"] }
  public var stated: ClinicalEvent { .visit(.monitorApplied(self)) }

  public func validate() throws(Rejection) {
    try Expect.that(!channels.isEmpty, "channels", "at least one channel")
    for channel in channels { try Expect.term(channel, "channels") }
    try Expect.that(Set(channels).count == channels.count, "channels", "each channel once")
  }

  public var sentence: String {
    "Monitor applied: \(channels.map(\.words).joined(separator: ", "))"
  }
}

extension MonitorApplied.Channel: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .heartRate: "heart rate"
    case .heartRhythm: "heart rhythm"
    case .spo2: "SpO2"
    case .bloodPressure: "blood pressure"
    case .respiration: "respiration"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
