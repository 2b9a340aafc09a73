/// Somebody tried what was not theirs to do: who and what, never the content.
/// The program records it.
extension ActRefused: RecordableEvent {
  public static let kind = EventKind(.operations, 2, Self.self)
  public static var name: String { "act refused" }
  public static var recorders: Set<Role> { [.program] }
  public static var fieldNames: [String] { ["actor", "act", "cause", "chart", "host"] }
  public var stated: ClinicalEvent { .operations(.actRefused(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.name(act, "act")
    try Expect.term(cause, "cause")
    if !chart.isEmpty { try Expect.chart(chart, "chart") }
    try Expect.name(host, "host")
  }

  public var sentence: String {
    "Act refused at \(Wording.line(host)): \(Wording.line(act)), \(cause.words)"
      + (chart.isEmpty ? "" : ", chart \(Wording.chart(chart))")
  }
}

extension ActRefused.Cause: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .role: "role"
    case .notActive: "not active"
    case .secondSigner: "second signer"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
