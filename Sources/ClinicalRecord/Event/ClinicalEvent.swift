/// An event of any stream: a closed union over the schemas' `oneof`s.
///
/// Indirect, since the largest of them is large, and facts are kept, sorted and told again.
public indirect enum ClinicalEvent: Equatable, Sendable {
  case chart(ChartEvent.OneOf_Event)
  case visit(VisitEvent.OneOf_Event)
  case access(AccessEvent.OneOf_Event)
  case staff(StaffEvent.OneOf_Event)
  case policy(PolicyEvent.OneOf_Event)
  case operations(OperationsEvent.OneOf_Event)
  case lot(LotEvent.OneOf_Event)
  case document(DocumentEvent.OneOf_Event)

  public var stream: EventStream {
    switch self {
    case .chart: .chart
    case .visit: .visit
    case .access: .access
    case .staff: .staff
    case .policy: .policy
    case .operations: .operations
    case .lot: .lot
    case .document: .document
    }
  }

  public var kind: EventKind {
    switch self {
    case .chart(let event): event.kind
    case .visit(let event): event.kind
    case .access(let event): event.kind
    case .staff(let event): event.kind
    case .policy(let event): event.kind
    case .operations(let event): event.kind
    case .lot(let event): event.kind
    case .document(let event): event.kind
    }
  }

  /// What is stated, apart from its stream.
  public var statement: any RecordableEvent {
    switch self {
    case .chart(let event): event.statement
    case .visit(let event): event.statement
    case .access(let event): event.statement
    case .staff(let event): event.statement
    case .policy(let event): event.statement
    case .operations(let event): event.statement
    case .lot(let event): event.statement
    case .document(let event): event.statement
    }
  }

  /// What happened, for a timeline, with units; for who may read the chart.
  public func sentence(occurred: ClinicalTime) -> String { statement.sentence(occurred: occurred) }

  /// Whether `role` may state this at all and whether its fields are well-formed: what needs no
  /// state to be decided.
  /// - Throws: `notYourRole`, `malformed`.
  public func validate(by role: Role) throws(Rejection) {
    try kind.requireRecorder(role)
    try statement.validate()
  }
}
