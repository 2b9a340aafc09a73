internal import ClinicalRecord
internal import Ledger

extension StreamType {
  /// The clinical family of a stream type; nil for the ledger's own and for those no event of this
  /// version lives in.
  var eventStream: EventStream? { EventStream(rawValue: rawValue) }
}

extension EventStream {
  /// Both have the numbers of `Schemas/entry.md`.
  var streamType: StreamType { StreamType(rawValue: rawValue) }
}

extension ClinicalTime {
  init(_ occurred: Occurred) {
    self.init(
      unixMicroseconds: occurred.unixMicroseconds, utcOffsetMinutes: occurred.utcOffsetMinutes,
      precision: TimePrecision(rawValue: Int(occurred.precision.rawValue)) ?? .microsecond)
  }

  var occurred: Occurred {
    Occurred(
      unixMicroseconds: unixMicroseconds, utcOffsetMinutes: utcOffsetMinutes,
      precision: Precision(rawValue: UInt8(precision.rawValue)) ?? .microsecond)
  }
}

extension Entry {
  /// The fact that a body tells, its header and stamp telling where, when and who.
  ///
  /// - Parameter body: the plaintext of the entry's body.
  /// - Returns: nil for the ledger's own entries.
  func fact(body: [UInt8]) throws -> Fact<ClinicalEvent>? {
    guard let stream = header.stream.type.eventStream else { return nil }
    let event: ClinicalEvent
    do {
      event = try ClinicalEvent.parse(stream: stream, kind: header.kind, bytes: body)
    } catch let error where error.isFromNewerCandor {
      throw ClinicError.newerEntry(position: position, what: "\(error)")
    } catch {
      throw ClinicError.damagedEntry(position: position, what: "\(error)")
    }
    return Fact(
      event.withAboutPosition(appendPosition: position - UInt64(header.index)), position: position,
      occurred: ClinicalTime(header.occurred),
      recordedMicroseconds: stamp.recordedMicroseconds, actor: header.actor)
  }
}

extension EntryHeader {
  /// Whether the entry corrects an earlier one of a chart or a visit, by its header alone.
  var isCorrection: Bool { correctionKind?.isCorrection ?? false }

  /// Whether it says that one counts no more, or counts again.
  var isRetractionOrReinstatement: Bool {
    guard let kind = correctionKind else { return false }
    return [EnteredInError.kind, EnteredInError.chartKind, Reinstated.kind, Reinstated.chartKind]
      .contains(kind)
  }

  private var correctionKind: EventKind? {
    stream.type.eventStream.flatMap { EventKind(stream: $0, number: kind) }
  }

  /// Whether the entry ends a visit, by its header alone.
  var endsVisit: Bool {
    stream.type == .visit && EventKind(stream: .visit, number: kind)?.endsVisit == true
  }
}

extension ClinicalEvent {
  /// What names an entry of its own append is given that entry's position.
  func withAboutPosition(appendPosition: UInt64) -> ClinicalEvent {
    func named(_ explanation: DeviationExplained) -> DeviationExplained {
      guard case .aboutAppendIndex(let index)? = explanation.about else { return explanation }
      var explanation = explanation
      explanation.aboutPosition = appendPosition + UInt64(index)
      return explanation
    }
    func named(_ transcribed: TranscribedFromPaper) -> TranscribedFromPaper {
      guard case .aboutAppendIndex(let index)? = transcribed.about else { return transcribed }
      var transcribed = transcribed
      transcribed.aboutPosition = appendPosition + UInt64(index)
      return transcribed
    }
    switch self {
    case .chart(.deviationExplained(let explanation)):
      return .chart(.deviationExplained(named(explanation)))
    case .visit(.deviationExplained(let explanation)):
      return .visit(.deviationExplained(named(explanation)))
    case .chart(.transcribedFromPaper(let transcribed)):
      return .chart(.transcribedFromPaper(named(transcribed)))
    case .visit(.transcribedFromPaper(let transcribed)):
      return .visit(.transcribedFromPaper(named(transcribed)))
    case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: return self
    }
  }
}

extension Proposal {
  /// An event that is never sealed: staff, policy, operations.
  static func inTheClear(
    _ event: ClinicalEvent, number: UInt32, occurred: Occurred
  ) throws -> Proposal {
    Proposal(
      stream: StreamKey(type: event.kind.stream.streamType, subject: .none, number: number),
      kind: event.kind.number, occurred: occurred, body: try event.serialized(), dataKey: nil)
  }
}

extension StaffEvent.OneOf_Event {
  /// Whom the event is about: the number of the stream that it goes to.
  var subjectActor: UInt32 {
    switch self {
    case .staffEnrolled(let enrolled): enrolled.actor
    case .staffCredentialed(let credentialed): credentialed.actor
    case .staffSuspended(let suspended): suspended.actor
    case .staffReinstated(let reinstated): reinstated.actor
    case .staffDeparted(let departed): departed.actor
    case .staffKeyReplaced(let replaced): replaced.actor
    case .deviceAssigned(let assigned): assigned.actor
    case .deviceReleased(let released): released.actor
    }
  }
}
