internal import ClinicalRecord
internal import Ledger

// What verification keeps in mind beside staff and policies, one fold each: asked about an entry
// first, it then learns from it.

/// Which visits have begun and ended: a device records on the visit that it is assigned to, while
/// it lasts.
///
/// What a retraction is about is sealed. A visit of which something was retracted after its end may
/// be open again, since that may have been the end.
struct DeviceCheck {
  private var begun: Set<StreamKey> = []
  private var ended: Set<StreamKey> = []

  /// Nil when the entry is no patient's, or stands on the assigned visit.
  func defect(in entry: Entry, assignment: DeviceAssigned?) -> RecordingDefect? {
    let stream = entry.header.stream
    guard stream.type.eventStream?.isPersonal == true else { return nil }
    guard let assignment else { return .deviceServesNone }
    guard stream.type == .visit, stream.subject == assignment.subject,
      stream.number == assignment.visitNumber
    else { return .deviceServesAnotherVisit }
    return ended.contains(stream) ? .deviceVisitEnded : nil
  }

  /// Nil when the entry assigns nobody, or a device to a visit that goes on, with a data key that
  /// its own append introduces: so the device opens nothing of before.
  func assignmentDefect(
    in entry: Entry, _ clear: ClearEntry, _ dataKeys: DataKeysInForce
  ) -> RecordingDefect? {
    guard case .deviceAssigned(let assigned)? = clear.staffEvent,
      let subject = assigned.subject
    else { return nil }
    let visit = StreamKey(type: .visit, subject: subject, number: assigned.visitNumber)
    let kind = DeviceAssigned.kind
    guard begun.contains(visit) else { return .assignedBeforeArrival(kind) }
    guard !ended.contains(visit) else { return .assignedAfterEnd(kind) }
    let first = entry.position - UInt64(entry.header.index)
    guard let introduced = dataKeys.introduction(of: subject, number: assigned.dataKeyNumber),
      introduced >= first
    else { return .assignedWithoutKey(kind) }
    return nil
  }

  mutating func learn(from entry: Entry) {
    let stream = entry.header.stream
    if stream.type == .visit, entry.stamp.revision == 0 { begun.insert(stream) }
    if entry.header.endsVisit { ended.insert(stream) }
    if entry.header.isRetractionOrReinstatement { ended.remove(stream) }
  }
}

/// Where each emergency access stands, by headers alone: opened once, then reviewed once, by
/// somebody else.
struct AccessCheck {
  /// Of the numbers from 1 on.
  private var emergencies: [StreamKey: AccessStream] = [:]

  /// Nil for other streams, and for kinds of a newer Candor.
  func defect(in entry: Entry) -> RecordingDefect? {
    let header = entry.header
    guard header.accessKind == nil || UInt64(header.stream.number) <= entry.position else {
      return .emergencyNumberImpossible(header.stream.number)
    }
    guard let kind = header.accessKind,
      let refusal = access(header.stream).refusal(of: kind, by: header.actor)
    else { return nil }
    return .access(kind, refusal)
  }

  mutating func learn(from entry: Entry) {
    let header = entry.header
    guard header.stream.number > 0, let kind = header.accessKind else { return }
    var access = access(header.stream)
    access.evolve(kind, by: header.actor)
    emergencies[header.stream] = access
  }

  private func access(_ stream: StreamKey) -> AccessStream {
    emergencies[stream] ?? AccessStream(number: stream.number)
  }
}

/// Where each data key was introduced: after a renewal, nothing is sealed under an older one.
struct DataKeysInForce {
  private struct Name: Hashable {
    var subject: SubjectID
    var number: UInt32
  }

  private var introductions: [Name: UInt64] = [:]

  /// Nil for what is not sealed, and for a key that was not introduced: that is the ledger's to
  /// name.
  func defect(in entry: Entry, staff: Staff) -> RecordingDefect? {
    let header = entry.header
    guard header.dataKeyNumber != 0,
      let introduced = introductions[
        Name(subject: header.stream.subject, number: header.dataKeyNumber)],
      let renewal = staff.renewalPosition(of: header.stream.subject), introduced < renewal
    else { return nil }
    return .keyReplaced(
      number: header.dataKeyNumber, introduced: introduced, renewed: renewal)
  }

  /// Where a chart's data key was introduced; nil when it was not.
  func introduction(of subject: SubjectID, number: UInt32) -> UInt64? {
    introductions[Name(subject: subject, number: number)]
  }

  mutating func learn(from entry: Entry) {
    let stream = entry.header.stream
    guard stream.type == .ledger, entry.header.kind == LedgerEventKind.dataKeyIntroduced else {
      return
    }
    introductions[Name(subject: stream.subject, number: stream.number)] = entry.position
  }
}

/// The kinds of the ledger's own events, as headers carry them (`Schemas/candor/v1/ledger.proto`).
enum LedgerEventKind {
  static let actorKeyEnrolled: UInt16 = 2
  static let dataKeyIntroduced: UInt16 = 3
}

/// What was decided about keeping charts: after the intent of its erasure nothing is recorded about
/// a chart but the completion, and an intent is one that recording would have taken.
struct CustodyCheck {
  private var charts: [SubjectID: ChartCustody] = [:]
  private var openVisits: [SubjectID: Set<UInt32>] = [:]
  /// The newest emergency access of each stream that nobody has reviewed.
  private var unreviewed: [SubjectID: [UInt32: UInt64]] = [:]
  /// The first of the replayed completions right before this entry.
  private var replayed: UInt64?

  /// - Parameter staff: as it was before the append.
  func defects(in entry: Entry, staff: Staff) -> [RecordingDefect] {
    [replayDefect(before: entry), ownDefect(in: entry, staff)].compactMap(\.self)
  }

  /// A restore alone erases what no two people have decided here: the program says so right before
  /// it says that the ledger was restored, and nobody records in between.
  private func replayDefect(before entry: Entry) -> RecordingDefect? {
    entry.header.isOf(LedgerRestored.kind) || entry.isReplayedCompletion ? nil : defectAtEnd
  }

  /// What is wrong when nothing follows.
  var defectAtEnd: RecordingDefect? { replayed.map { .replayWithoutRestore($0) } }

  private func ownDefect(in entry: Entry, _ staff: Staff) -> RecordingDefect? {
    let stream = entry.header.stream
    if let kind = entry.header.custodyKind {
      return custodyDefect(in: entry, kind, staff)
    }
    guard stream.subject != .none, let position = charts[stream.subject]?.closedAt else {
      return nil
    }
    return .chartErased(intended: position)
  }

  private func custodyDefect(
    in entry: Entry, _ kind: EventKind, _ staff: Staff
  ) -> RecordingDefect? {
    let header = entry.header
    guard header.stream == .custody(of: header.stream.subject), header.stream.subject != .none
    else { return .custodyMisplaced(kind) }
    guard let event = try? entry.fact(body: entry.body),
      case .operations(let decided) = event.value
    else { return .custodyUnreadable(kind) }
    // Whose role it is not is named for that already.
    guard let role = staff.role(of: header.actor), kind.recorders.contains(role) else { return nil }
    var custody = charts[header.stream.subject] ?? ChartCustody()
    custody.hindrances = hindrances(of: header.stream.subject, staff)
    do throws(Rejection) {
      _ = try custody.decide(decided, occurred: event.occurred, by: role)
      return nil
    } catch {
      return .custodyRejected(error)
    }
  }

  private func hindrances(of chart: SubjectID, _ staff: Staff) -> ChartCustody.Hindrances {
    var found = ChartCustody.Hindrances()
    found.openVisit = openVisits[chart]?.min()
    found.unreviewedEmergency = unreviewed[chart]?.values.min()
    found.servingDevice = staff.devices(serving: chart).first
    return found
  }

  mutating func learn(from entry: Entry) {
    replayed = entry.isReplayedCompletion ? replayed ?? entry.position : nil
    let stream = entry.header.stream
    let chart = stream.subject
    switch stream.type {
    case .visit:
      // What a retraction is about is sealed: it may be the arrival, and the visit be none.
      if entry.header.endsVisit || entry.header.isRetractionOrReinstatement {
        openVisits[chart]?.remove(stream.number)
      } else if entry.stamp.revision == 0 {
        openVisits[chart, default: []].insert(stream.number)
      }
    case .access where stream.number > 0:
      let waits = entry.header.isOf(EmergencyAccessOpened.kind)
      unreviewed[chart, default: [:]][stream.number] = waits ? entry.position : nil
    case .operations where chart != .none && stream == .custody(of: chart):
      guard let fact = try? entry.fact(body: entry.body), case .operations(let event) = fact.value
      else { return }
      charts[chart, default: ChartCustody()].evolve(fact.with(event))
    default: return
    }
  }
}

extension Entry {
  fileprivate var isReplayedCompletion: Bool {
    guard header.isOf(ChartErasureCompleted.kind),
      case .operations(.chartErasureCompleted(let completed))? = (try? fact(body: body))?.value
    else { return false }
    return completed.isReplayed
  }
}

extension EntryHeader {
  /// Nil unless it is a decision about keeping a chart.
  fileprivate var custodyKind: EventKind? {
    let kinds = [
      LegalHoldPlaced.kind, LegalHoldReleased.kind, ChartErasureIntended.kind,
      ChartErasureCompleted.kind,
    ]
    return kinds.first { isOf($0) }
  }
}
