internal import FoundationEssentials

/// What an entry says of an earlier one of its stream.
public struct Correction: Equatable, Sendable {
  /// What becomes of it.
  public enum Change: Equatable, Sendable {
    /// It says this now, at the time of the correction's own header.
    case amended(ClinicalEvent)
    case enteredInError
    case coSigned
    /// It is no longer entered in error.
    case reinstated
  }

  /// Of the original.
  public var position: UInt64
  /// Of the original, 32 bytes.
  public var leafHash: [UInt8]
  public var change: Change
  /// Free text; empty for a co-signature.
  public var reason: String

  public init(position: UInt64, leafHash: [UInt8], change: Change, reason: String) {
    self.position = position
    self.leafHash = leafHash
    self.change = change
    self.reason = reason
  }
}

extension ClinicalEvent {
  /// What it corrects, and how; nil for what is no correction. An amendment without an event is
  /// none: nothing reads like that but what is refused.
  public var correction: Correction? {
    switch self {
    case .chart(.amended(let amended)):
      amended.replacement.event.map {
        Correction(amended.target, .amended(.chart($0)), amended.reason)
      }
    case .visit(.amended(let amended)):
      amended.replacement.event.map {
        Correction(amended.target, .amended(.visit($0)), amended.reason)
      }
    case .lot(.amended(let amended)):
      amended.replacement.event.map {
        Correction(amended.target, .amended(.lot($0)), amended.reason)
      }
    case .chart(.enteredInError(let error)), .visit(.enteredInError(let error)),
      .lot(.enteredInError(let error)):
      Correction(error.target, .enteredInError, error.reason)
    case .chart(.coSigned(let signed)), .visit(.coSigned(let signed)), .lot(.coSigned(let signed)):
      Correction(signed.target, .coSigned, "")
    case .chart(.reinstated(let reinstated)), .visit(.reinstated(let reinstated)),
      .lot(.reinstated(let reinstated)):
      Correction(reinstated.target, .reinstated, reinstated.reason)
    case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: nil
    }
  }

  /// The correction as it is stated, in the stream of what it corrects.
  ///
  /// - Returns: nil for a stream in which nothing is corrected: of staff, keys, policy, custody and
  ///   access, what is new is said by an event of its own.
  public init?(_ correction: Correction, in stream: EventStream) {
    var target = CorrectedEntry()
    target.position = correction.position
    target.leafHash = Data(correction.leafHash)
    let statement: any RecordableEvent
    switch correction.change {
    case .amended(.chart(let event)):
      var amended = ChartAmended()
      amended.target = target
      amended.replacement.event = event
      amended.reason = correction.reason
      statement = amended
    case .amended(.visit(let event)):
      var amended = VisitAmended()
      amended.target = target
      amended.replacement.event = event
      amended.reason = correction.reason
      statement = amended
    case .amended(.lot(let event)):
      var amended = LotAmended()
      amended.target = target
      amended.replacement.event = event
      amended.reason = correction.reason
      statement = amended
    case .amended(.access), .amended(.staff), .amended(.policy), .amended(.operations),
      .amended(.document):
      return nil
    case .enteredInError:
      var error = EnteredInError()
      error.target = target
      error.reason = correction.reason
      statement = error
    case .coSigned:
      var signed = CoSigned()
      signed.target = target
      statement = signed
    case .reinstated:
      var reinstated = Reinstated()
      reinstated.target = target
      reinstated.reason = correction.reason
      statement = reinstated
    }
    let stated = statement.stated(in: stream)
    guard stated.stream == stream else { return nil }
    self = stated
  }
}

extension Correction {
  fileprivate init(_ target: CorrectedEntry, _ change: Change, _ reason: String) {
    self.init(
      position: target.position, leafHash: [UInt8](target.leafHash), change: change, reason: reason)
  }
}

extension ClinicalEvent {
  /// Whether it corrects an earlier entry of its stream: asked of every statement whenever a chart
  /// is folded, so that nothing is taken out of the union for it.
  public var isCorrection: Bool {
    switch self {
    case .chart(.amended), .chart(.enteredInError), .chart(.coSigned), .chart(.reinstated),
      .visit(.amended), .visit(.enteredInError), .visit(.coSigned), .visit(.reinstated),
      .lot(.amended), .lot(.enteredInError), .lot(.coSigned), .lot(.reinstated):
      true
    case .chart, .visit, .lot, .access, .staff, .policy, .operations, .document: false
    }
  }
}

extension EventKind {
  /// Whether it corrects an earlier entry of its stream.
  public var isCorrection: Bool {
    switch stream {
    case .chart, .visit, .lot: (901...904).contains(number)
    case .access, .staff, .policy, .operations, .document: false
    }
  }
}

extension Correction {
  /// "Amended #81: Infusion started: ketamine 36.3 mg …: ten times the dose".
  ///
  /// - Parameter replacement: what an amended statement says now, as a sentence of its own.
  public func sentence(replacement: String?) -> String {
    switch change {
    case .amended:
      "Amended #\(position)\(Wording.note(replacement ?? ""))"
        + (reason.isEmpty ? "" : " (\(Wording.line(reason)))")
    case .enteredInError: "Entered in error: #\(position)\(Wording.note(reason))"
    case .coSigned: "Co-signed #\(position)"
    case .reinstated: "Reinstated #\(position)\(Wording.note(reason))"
    }
  }
}

extension ChartAmended {
  public var sentence: String { target.sentence("Amended", reason) }

  public func sentence(occurred: ClinicalTime) -> String {
    stated.correction?.sentence(
      replacement: replacement.event.map { $0.statement.sentence(occurred: occurred) }) ?? sentence
  }

  public func checkTogether() throws(Rejection) {
    try Expect.replacement(replacement.event?.kind) { () throws(Rejection) in
      try replacement.event?.statement.validate()
    }
  }
}

extension VisitAmended {
  public var sentence: String { target.sentence("Amended", reason) }

  public func sentence(occurred: ClinicalTime) -> String {
    stated.correction?.sentence(
      replacement: replacement.event.map { $0.statement.sentence(occurred: occurred) }) ?? sentence
  }

  public func checkTogether() throws(Rejection) {
    try Expect.replacement(replacement.event?.kind) { () throws(Rejection) in
      try replacement.event?.statement.validate()
    }
  }
}

extension LotAmended {
  public var sentence: String { target.sentence("Amended", reason) }

  public func sentence(occurred: ClinicalTime) -> String {
    stated.correction?.sentence(
      replacement: replacement.event.map { $0.statement.sentence(occurred: occurred) }) ?? sentence
  }

  public func checkTogether() throws(Rejection) {
    try Expect.replacement(replacement.event?.kind) { () throws(Rejection) in
      try replacement.event?.statement.validate()
    }
  }
}

extension EnteredInError {
  public var sentence: String {
    stated.correction?.sentence(replacement: nil) ?? ""
  }
}

extension CoSigned {
  public var sentence: String { stated.correction?.sentence(replacement: nil) ?? "" }
}

extension Reinstated {
  public var sentence: String { stated.correction?.sentence(replacement: nil) ?? "" }
}

extension CorrectedEntry {
  fileprivate func sentence(_ verb: String, _ reason: String) -> String {
    "\(verb) #\(position)\(Wording.note(reason))"
  }
}

extension Expect {
  /// A whole statement to stand for the one that is amended: its fields as where it is stated.
  fileprivate static func replacement(
    _ kind: EventKind?, validate: () throws(Rejection) -> Void
  ) throws(Rejection) {
    guard let kind else {
      throw .malformed(field: "replacement", value: nil, expected: "an event of its stream")
    }
    try that(
      !kind.isCorrection, "replacement", value: "\"\(kind)\"",
      "what is corrected, and no correction")
    try validate()
  }
}
