/// Why a statement is not one that the record can take.
///
/// What merely departs from policy is never here. No description holds a name, a birth date or free
/// text.
public enum Rejection: Error, Equatable, Sendable {
  /// A field does not say anything that can be true. `value` is nil when it is personal or not
  /// worth repeating.
  case malformed(field: String, value: String?, expected: String)
  /// This role does not record this kind of event.
  case notYourRole(event: EventKind, role: Role, allowed: Set<Role>)
  /// The event cannot have happened at this stage. `next` says what to do.
  case outOfOrder(event: EventKind, stage: String, why: String, next: String)
  /// What may happen once has been recorded already: in the entry at that position, where it can be
  /// corrected.
  case duplicate(event: EventKind, of: String, next: String, at: UInt64? = nil)
  /// What a correction takes away is what others that stand rest on.
  case supports(event: EventKind, position: UInt64, dependents: [Dependent])
  /// The JSON has a field that the event does not have.
  case unknownField(event: EventKind, field: String)
  /// The JSON does not read as the event.
  case unreadable(event: EventKind, problem: String)
}

/// A statement that could not stand without another.
public struct Dependent: Hashable, Sendable {
  public var position: UInt64
  public var event: EventKind

  public init(position: UInt64, event: EventKind) {
    self.position = position
    self.event = event
  }

  /// "#90 infusion stopped".
  fileprivate var words: String { "#\(position) \(event)" }
}

extension Rejection: CustomStringConvertible {
  public var description: String {
    switch self {
    case .malformed(let field, let value, let expected):
      "\(field)\(value.map { " \($0)" } ?? "") cannot be recorded: expected \(expected)"
    case .notYourRole(let event, let role, let allowed):
      """
      "\(event)" is not recorded by \(role.withArticle): \
      ask \(Wording.list(allowed.map(\.withArticle).sorted(), joinedBy: "or"))
      """
    case .outOfOrder(let event, let stage, let why, let next):
      "\"\(event)\" cannot be recorded while \(stage): \(why); \(next)"
    case .duplicate(let event, let first, let next, nil):
      "\"\(event)\" is on record already (\(first)); \(next)"
    case .duplicate(let event, let first, let next, let position?):
      """
      "\(event)" is on record already (\(first), entry \(position)); \(next); \
      what was typed wrongly is corrected with candor amend \(position) or candor retract \(position)
      """
    case .supports(let event, let position, let dependents):
      """
      "\(event)" cannot be recorded of entry \(position) alone: without it as it was, \
      \(Wording.list(dependents.map(\.words), joinedBy: "and")) could not stand; \
      correct what rests on it first, or retract it in the same act: candor retract \(position) \
      \(dependents.map { "\($0.position)" }.joined(separator: " "))
      """
    case .unknownField(let event, let field):
      """
      "\(event)" has no field "\(Wording.quotable(field))": \
      expected \(Wording.list(event.fieldNames, joinedBy: "or")); correct or leave out that field
      """
    case .unreadable(let event, let problem):
      """
      the JSON does not read as "\(event)": \(problem); \
      expected one object with the fields \(Wording.list(event.fieldNames, joinedBy: "and"))
      """
    }
  }
}

extension Rejection {
  /// The same about what is on record all the same: what stands against it, without the value, and
  /// without what to do.
  public var defect: String {
    switch self {
    case .malformed(let field, _, let expected): "its \(field) is not \(expected)"
    case .notYourRole(_, let role, _): "\(role.withArticle) does not record it"
    case .outOfOrder(_, let stage, let why, _): "\(stage): \(why)"
    case .duplicate(_, let first, _, _): "it was so already: \(first)"
    case .supports(_, let position, _): "others rest on entry \(position)"
    case .unknownField(_, let field): "it has no field \"\(Wording.quotable(field))\""
    case .unreadable(_, let problem): "it does not read: \(problem)"
    }
  }
}
