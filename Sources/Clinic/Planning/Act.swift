public import ClinicalRecord
public import Compliance
public import Ledger
internal import TransparencyLog

/// One event as it is stated: about whom, what, when.
public struct Statement: Sendable {
  /// Nil: a new chart (intake received) or no chart (staff, policy, a lot of the drug book).
  public var chart: SubjectID?
  /// Nil: the visit that is open, or was last; ignored for chart events.
  public var visitNumber: UInt32?
  public var event: ClinicalEvent
  /// Nil: now.
  public var occurred: ClinicalTime?
  /// The lot of the drug book that it is about, or that a visit's drug is of; nil: a new one, or
  /// the one that was drawn of for the visit.
  public var lotNumber: UInt32?
  /// Of what happens in a visit; nil: as with the lot.
  public var vialNumber: UInt32?
  /// Of `document attached` alone (``AttachedFile``).
  var documentBytes: [UInt8]?

  public init(
    chart: SubjectID?, visitNumber: UInt32? = nil, event: ClinicalEvent,
    occurred: ClinicalTime? = nil, lotNumber: UInt32? = nil, vialNumber: UInt32? = nil
  ) {
    self.lotNumber = lotNumber
    self.vialNumber = vialNumber
    self.chart = chart
    self.visitNumber = visitNumber
    self.event = event
    self.occurred = occurred
  }
}

/// What is to be recorded in one append.
public struct RecordRequest: Sendable {
  /// What happens to a departure from policy that has no reason.
  public enum Reasons: Sendable {
    /// A person is there: nothing is recorded and the departure is named, unless the act is never
    /// held up.
    case asked
    /// Imported or batched facts: recorded, and the reason is owed.
    case owed
  }

  /// What happens to what looks like a slip (``Doubt``).
  public enum Doubts: Sendable {
    /// A person is there: nothing is recorded until they have confirmed each, unless the act is
    /// never held up.
    case asked(confirmed: Set<Doubt>)
    /// A program: it is told what it recorded.
    case told
  }

  /// What happens to a statement that is on record already, less than a minute away.
  public enum Repeats: Sendable {
    /// It happened again.
    case recorded
    /// A program hears where it is on record, and nothing is recorded.
    case refused
    /// As `refused`; but one that gives its own time, and has it on record, is left out.
    case leftOut
  }

  /// The same id with the same statements appends once; nil: a fresh one.
  public var appendID: AppendID?
  public var statements: [Statement]
  /// Why policy was departed from; recorded as `deviation explained` when it was.
  public var reason: String?
  public var reasons: Reasons
  /// Reasons of single rules, which come before `reason`: some are not departed from for a reason
  /// that is given for all.
  public var reasonsByRule: [RuleID: String] = [:]
  public var doubts = Doubts.told
  public var repeats = Repeats.recorded
  /// Where it stood before it was typed in; nil: it is recorded first here.
  public var transcription: Transcription?
  /// Signs the same append beside whoever is signed in (S25); nil: nobody does.
  public var secondSigner: Identity?
  /// What the second signer was shown of it (``Clinic/preview(_:second:)``): anything else is not
  /// recorded. Nil: nobody was shown anything.
  public var shown: [OpenedRequest.Line]?
  /// Of streams that the statements were made by: on others they are not recorded.
  var expectedRevisions: [StreamKey: UInt32?] = [:]

  public init(
    appendID: AppendID? = nil, statements: [Statement], reason: String? = nil,
    reasons: Reasons = .asked, secondSigner: Identity? = nil
  ) {
    self.appendID = appendID
    self.statements = statements
    self.reason = reason
    self.reasons = reasons
    self.secondSigner = secondSigner
  }
}

extension RecordRequest {
  /// Characters that a reason has at least for what is not overridden by one word.
  public static var leastOwnReason: Int { Override.leastReason }

  /// Whether a departure needs a reason of its own: no consent, no confirmed identity, not a
  /// candidate.
  public static func needsOwnReason(_ finding: Finding) -> Bool { Override.isOne(finding) }

  /// Whether a text will do as one.
  public static func isOwnReason(_ text: String) -> Bool { Override.isReason(text) }
}

/// What somebody wants to record, as a plan is made of it: nobody's keys, no file, no clock.
struct Act: Sendable {
  var statements: [Statement]
  var reason: String?
  var reasons: RecordRequest.Reasons = .asked
  var reasonsByRule: [RuleID: String] = [:]
  var doubts = RecordRequest.Doubts.told
  var repeats = RecordRequest.Repeats.recorded
  /// Where it stood before it was typed in; nil: it is recorded first here.
  var transcription: Transcription?
  /// Whoever records it.
  var actor: UInt32
  /// Signs beside them, or is to; nil: nobody.
  var secondSigner: UInt32?
  /// Who signed the entries that it co-signs, by position.
  var signersOfCoSigned: [UInt64: [UInt32]] = [:]
  /// When infusions of other patients are to be, where a date is given.
  var datesOfOthers: [ClinicalTime] = []
  /// What stands in the drug book of what happened in the visits in which it corrects something.
  var lotHalves: [LotHalf] = []
  /// Of the drug book's entries that it corrects, by position: where the visit's half of each
  /// stands, in a chart that is not erased.
  var visitHalves: [UInt64: UInt64] = [:]
}

/// Where the drug book's half stands of what happened in a visit, or of a correction of it.
struct LotHalf: Hashable, Sendable {
  var position: UInt64
  var lot: UInt32
  var visit: UInt32
  /// The visit's entry before it, in the same append.
  var beside: UInt64
}

extension Act {
  /// Looks up who signed what the act co-signs, and the other halves of what it corrects in visits
  /// and in the drug book: none of it ever changes.
  ///
  /// - Parameter size: entries at or beyond this position do not count; nil: all do.
  mutating func readSigners(
    below size: UInt64? = nil, in reader: borrowing LedgerSnapshot
  ) throws {
    var visits: Set<StreamKey> = []
    for statement in statements {
      guard let correction = statement.event.correction,
        correction.position < reader.head.size
      else { continue }
      let header = try reader.outline(at: correction.position).header
      visitHalves[correction.position] = try reader.visitHalf(
        beside: correction.position, header)
      if try statement.concernsDrugBook(in: reader), header.stream.type == .visit,
        visits.insert(header.stream).inserted
      {
        lotHalves += try reader.lotHalves(of: header.stream, below: size ?? .max)
      }
      guard correction.change == .coSigned else { continue }
      let last = try reader.entry(
        at: correction.position + UInt64(header.lastIndex - header.index))
      signersOfCoSigned[correction.position] = last.signatures?.signatures.map(\.actor) ?? []
    }
  }
}

extension RecordRequest {
  /// - Throws: `ClinicError.nothingToRecord`, `.mixedStatements`.
  func requireOneSubject() throws {
    guard let first = statements.first else { throw ClinicError.nothingToRecord }
    guard
      statements.allSatisfy({ $0.chart == first.chart && $0.isOfLot == first.isOfLot })
    else {
      throw ClinicError.mixedStatements
    }
  }

  /// The chart that it is about; nil for a new one, and for staff.
  var chart: SubjectID? { statements.first?.chart }

  /// Whether it says nothing but that the recorder stands by what others signed.
  var coSigns: Bool {
    !statements.isEmpty && statements.allSatisfy { $0.event.correction?.change == .coSigned }
  }

  /// Whether all of it is what is never held up.
  var isNeverHeldUp: Bool { statements.allSatisfy { $0.event.kind.isNeverHeldUp } }

  /// Whether what is never held up would be refused for the reason that is given with it.
  func isHeldUpByReason(of role: Role) -> Bool {
    (reason != nil || !reasonsByRule.isEmpty) && !DeviationExplained.kind.mayBeRecorded(by: role)
      && isNeverHeldUp
  }
}

extension Act {
  /// The reason for a departure; nil where none is given that will do.
  ///
  /// What is not overridden by one word has a reason of its own, but in facts that are imported or
  /// batched: those have one reason for all.
  func reason(for finding: Finding) -> String? {
    let own = reasonsByRule[finding.rule]
    guard Override.isOne(finding) else { return own ?? reason }
    let given =
      switch reasons {
      case .asked: own
      case .owed: own ?? reason
      }
    return given.flatMap { Override.isReason($0) ? $0 : nil }
  }

}

extension RecordRequest.Repeats {
  /// Whether a statement is left out where it is on record already.
  func leaveOut(_ statement: Statement) -> Bool {
    switch self {
    case .recorded, .refused: false
    case .leftOut: statement.occurred != nil
    }
  }
}

extension ClinicalEvent {
  /// Whether it is about a patient, and so always in a sealed body.
  var isClinical: Bool { kind.isPersonal }
}

extension EventKind {
  /// Asked before anything of a chart is looked for: whoever may not record it is told
  /// nothing else.
  ///
  /// - Throws: `ClinicError.rejected`.
  func requireRole(_ role: Role) throws(ClinicError) {
    do throws(Rejection) { try requireRecorder(role) } catch { throw .rejected(error) }
  }
}

extension LedgerSnapshot {
  /// What stands in the drug book of what happened in a visit: behind each of its entries in the
  /// same append, before the next of any visit.
  fileprivate func lotHalves(of visit: StreamKey, below size: UInt64) throws -> [LotHalf] {
    var found: [LotHalf] = []
    for entry in try stream(visit) where entry.position < size {
      let last = entry.position + UInt64(entry.header.lastIndex - entry.header.index)
      var position = entry.position + 1
      while position <= last {
        let header = try outline(at: position).header
        if header.stream.type == .visit { break }
        if header.isLotHalf {
          found.append(
            LotHalf(
              position: position, lot: header.stream.number, visit: visit.number,
              beside: entry.position))
        }
        position += 1
      }
    }
    return found
  }

  /// Where the visit's half stands of an entry of the drug book; nil for one that stands alone, and
  /// where the chart is erased: its lot is corrected by itself then.
  func visitHalf(beside position: UInt64, _ header: EntryHeader) throws -> UInt64? {
    guard header.isLotHalf else { return nil }
    let first = position - UInt64(header.index)
    for other in (first..<position).reversed() {
      let stream = try outline(at: other).header.stream
      guard stream.type == .visit else { continue }
      return try custody(of: stream.subject).closedAt == nil ? other : nil
    }
    return nil
  }
}

extension EntryHeader {
  /// Whether it is of the drug book and may be half of what happened in a visit.
  var isLotHalf: Bool {
    stream.type == .drugLot && EventKind(stream: .lot, number: kind)?.isLotHalf == true
  }
}
