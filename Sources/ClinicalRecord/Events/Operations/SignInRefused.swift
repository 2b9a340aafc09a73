/// Somebody was not let in. The program records it.
extension SignInRefused: RecordableEvent {
  public static let kind = EventKind(.operations, 1, Self.self)
  public static var name: String { "sign-in refused" }
  public static var recorders: Set<Role> { [.program] }
  public static var fieldNames: [String] { ["actor", "cause", "host"] }
  public var stated: ClinicalEvent { .operations(.signInRefused(self)) }

  public func validate() throws(Rejection) {
    try Expect.actor(actor, "actor")
    try Expect.term(cause, "cause")
    try Expect.name(host, "host")
  }

  public var sentence: String {
    "Sign-in refused at \(Wording.line(host)): \(cause.words)"
  }
}

extension SignInRefused.Cause: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .wrongPassphrase: "wrong passphrase"
    case .wrongPin: "wrong PIN"
    case .notActive: "not active"
    case .keyNotInForce: "key not in force"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
