internal import ClinicalRecord
internal import Ledger

/// Whether an append that is in the ledger already says the same as a request made again with its
/// id (DESIGN §3).
struct Replay {
  let clinic: Clinic
  let request: RecordRequest

  /// Compares what was stated: events, chart, visit, stated times and the reason. What the ledger
  /// added itself, a key's introduction, an opened visit, a given record number, is left out.
  func isSame(as entries: [Entry]) throws -> Bool {
    var stated: [(entry: Entry, event: ClinicalEvent)] = []
    var reasons: Set<String> = []
    for entry in entries {
      guard let fact = try clinic.fact(of: entry) else { continue }
      switch fact.value {
      case .chart(.visitOpened): continue
      case .chart(.deviationExplained(let explained)), .visit(.deviationExplained(let explained)):
        if !isStated(fact.value) {
          reasons.insert(explained.reason)
          continue
        }
      case .chart, .visit, .staff, .policy: break
      }
      stated.append((entry, fact.value))
    }
    guard reasons == (request.reason.map { [$0] } ?? []) else { return false }
    guard stated.count == request.statements.count else { return false }
    return zip(stated, request.statements).allSatisfy { isSame($0.0.entry, $0.0.event, $0.1) }
  }

  private func isStated(_ event: ClinicalEvent) -> Bool {
    request.statements.contains { $0.event.kind == event.kind }
  }

  private func isSame(_ entry: Entry, _ event: ClinicalEvent, _ statement: Statement) -> Bool {
    if let chart = statement.chart, entry.header.stream.subject != chart { return false }
    if let visit = statement.visitNumber, case .visit = event, entry.header.stream.number != visit {
      return false
    }
    if let occurred = statement.occurred, entry.header.occurred != occurred.occurred {
      return false
    }
    return encoded(event, like: statement.event) == encoded(statement.event, like: statement.event)
  }

  /// The event's bytes; an intake that was stated without a record number is compared without it.
  private func encoded(_ event: ClinicalEvent, like statement: ClinicalEvent) -> [UInt8]? {
    guard case .chart(.intakeReceived(var intake)) = event,
      case .chart(.intakeReceived(let stated)) = statement, stated.recordNumber.isEmpty
    else { return try? event.serialized() }
    intake.recordNumber = ""
    return try? ClinicalEvent.chart(.intakeReceived(intake)).serialized()
  }
}
