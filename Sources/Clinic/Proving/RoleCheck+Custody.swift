internal import ClinicalRecord
internal import Ledger

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
  func problem(with entry: Entry, staff: Staff) -> String? {
    let problems = [replayProblem(before: entry), ownProblem(with: entry, staff)].compactMap(\.self)
    return problems.isEmpty ? nil : problems.joined(separator: "; ")
  }

  /// A restore alone erases what no two people have decided here: the program says so right before
  /// it says that the ledger was restored, and nobody records in between.
  private func replayProblem(before entry: Entry) -> String? {
    entry.header.isOf(LedgerRestored.kind) || entry.isReplayedCompletion ? nil : problemAtEnd
  }

  /// What is wrong when nothing follows.
  var problemAtEnd: String? {
    replayed.map { "no restore follows the replayed erasure at \($0)" }
  }

  private func ownProblem(with entry: Entry, _ staff: Staff) -> String? {
    let stream = entry.header.stream
    if let kind = entry.header.custodyKind {
      return custodyProblem(with: entry, kind, staff)
    }
    guard stream.subject != .none, let position = charts[stream.subject]?.closedAt else {
      return nil
    }
    return "it is about a chart whose erasure was intended at \(position)"
  }

  private func custodyProblem(with entry: Entry, _ kind: EventKind, _ staff: Staff) -> String? {
    let header = entry.header
    guard header.stream == .custody(of: header.stream.subject), header.stream.subject != .none
    else { return "\(kind.name) stands in no chart's stream" }
    guard let event = try? entry.fact(body: entry.body),
      case .operations(let decided) = event.value
    else { return "\(kind.name) does not read as one" }
    // Whose role it is not is named for that already.
    guard let role = staff.role(of: header.actor), kind.recorders.contains(role) else { return nil }
    var custody = charts[header.stream.subject] ?? ChartCustody()
    custody.hindrances = hindrances(of: header.stream.subject, staff)
    do throws(Rejection) {
      _ = try custody.decide(decided, occurred: event.occurred, by: role)
      return nil
    } catch {
      return "\(error)"
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
      if entry.header.endsVisit {
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
