/// Which policies were adopted, in ledger order, and where the drug book is: the fold of the policy
/// stream. What a document says is for Compliance.
public struct PolicyHistory: Sendable {
  /// Where the clinic is.
  public enum Stage: Hashable, Sendable {
    case none
    case adopted
  }

  public internal(set) var adoptions: [Fact<PolicyAdopted>] = []
  /// Nil while the clinic keeps none here.
  public internal(set) var drugBook: Fact<DrugBookOpened>?

  public init() {}

  public var stage: Stage { adoptions.isEmpty ? .none : .adopted }

  /// The one adopted last.
  public var current: Fact<PolicyAdopted>? { adoptions.last }

  /// The one in force for an entry; the first one for what came before any.
  ///
  /// It holds from the position of its adoption on, whatever time that states.
  /// - Parameter position: of the entry.
  public func inForce(at position: UInt64) -> Fact<PolicyAdopted>? {
    adoptions.last { $0.position <= position } ?? adoptions.first
  }

  /// The newest one that was recorded at an instant or before; the first one for what came before
  /// any.
  ///
  /// - Parameter unixMicroseconds: since 1970-01-01T00:00:00Z.
  public func recorded(by unixMicroseconds: Int64) -> Fact<PolicyAdopted>? {
    adoptions.last { $0.recordedMicroseconds <= unixMicroseconds } ?? adoptions.first
  }
}

extension PolicyHistory {
  /// Takes a fact of the policy stream, in ledger order. Nothing is judged here: what the ledger
  /// holds was said.
  public mutating func evolve(_ fact: Fact<PolicyEvent.OneOf_Event>) {
    switch fact.value {
    case .policyAdopted(let event): adoptions.append(fact.with(event))
    case .drugBookOpened(let event): drugBook = drugBook ?? fact.with(event)
    }
  }
}

extension PolicyHistory {
  /// Whether `event` may be stated now, and what follows from it.
  /// - Parameters:
  ///   - occurred: when it happened, as stated.
  ///   - role: of whoever states it.
  /// - Returns: the events to append, `event` first.
  /// - Throws: `notYourRole`, `malformed` or `duplicate`.
  public func decide(
    _ event: PolicyEvent.OneOf_Event, occurred: ClinicalTime, by role: Role
  ) throws(Rejection) -> [PolicyEvent.OneOf_Event] {
    try event.kind.requireRecorder(role)
    try event.statement.validate()
    try Expect.time(occurred.stated, "time")
    switch event {
    case .policyAdopted(let adopted): try requireNew(adopted)
    case .drugBookOpened: try requireNoDrugBook()
    }
    return [event]
  }

  private func requireNoDrugBook() throws(Rejection) {
    guard let drugBook else { return }
    throw .duplicate(
      event: DrugBookOpened.kind, of: "entry \(drugBook.position)",
      next: "a clinic has one drug book; record what came in as a lot of it")
  }

  /// A name and a version stand for one document for ever; an earlier one may be adopted again.
  private func requireNew(_ adopted: PolicyAdopted) throws(Rejection) {
    let named = "\(Wording.line(adopted.name)), version \(adopted.version)"
    if let current, current.value == adopted {
      throw .duplicate(
        event: PolicyAdopted.kind, of: "\(named) is in force", next: "there is nothing to adopt")
    }
    let isTaken = adoptions.contains { earlier in
      earlier.value.name == adopted.name && earlier.value.version == adopted.version
        && earlier.value.document != adopted.document
    }
    guard !isTaken else {
      throw .duplicate(
        event: PolicyAdopted.kind, of: "\(named) is another document",
        next: "give the new document the next version")
    }
  }
}
