internal import ClinicalRecord
public import Ledger

extension StreamKey {
  /// What was decided about keeping a chart.
  static func custody(of chart: SubjectID) -> StreamKey {
    StreamKey(type: .operations, subject: chart, number: 0)
  }
}

/// A chart whose erasure was intended, whether or not it is completed.
struct ClosedChart: Hashable, Sendable {
  var chart: SubjectID
  /// From which on nothing may be recorded about it.
  var position: UInt64
  /// Whether the completion is still to be recorded.
  var isPending: Bool
}

extension LedgerSnapshot {
  /// Whether a chart is kept: told from a stream of its own, which most charts do not have.
  ///
  /// It takes no account of what goes on about the chart (`hindrances`).
  func custody(of chart: SubjectID) throws -> ChartCustody {
    var custody = ChartCustody()
    let stream = StreamKey.custody(of: chart)
    guard chart != .none, try streamHead(stream) != nil else { return custody }
    for entry in try self.stream(stream) {
      do {
        guard let fact = try entry.fact(body: entry.body), case .operations(let event) = fact.value
        else { continue }
        custody.evolve(fact.with(event))
      } catch ClinicError.damagedEntry {
        // Verification names it; care of the chart goes on.
        continue
      }
    }
    return custody
  }

  /// What goes on about a chart, by headers alone.
  func hindrances(of chart: SubjectID, staff: Staff) throws -> ChartCustody.Hindrances {
    var found = ChartCustody.Hindrances()
    found.servingDevice = staff.devices(serving: chart).first
    for key in try streams(of: chart) {
      switch key.type {
      case .visit:
        let hasEnded = try stream(key).contains { $0.header.endsVisit }
        if !hasEnded { found.openVisit = key.number }
      case .access where key.number > 0:
        guard let head = try streamHead(key)?.position,
          try entry(at: head).header.isOf(EmergencyAccessOpened.kind)
        else { continue }
        found.unreviewedEmergency = found.unreviewedEmergency ?? head
      default: continue
      }
    }
    return found
  }
}

extension LedgerSnapshot {
  /// The charts that are erased or about to be, in the order of their ids.
  func closedCharts() throws -> [ClosedChart] {
    var closed: [ClosedChart] = []
    for chart in try subjects(with: .operations) where chart != .none {
      switch try custody(of: chart).state {
      case .kept, .held: continue
      case .erasureIntended(let position):
        closed.append(ClosedChart(chart: chart, position: position, isPending: true))
      case .erased(let position):
        closed.append(ClosedChart(chart: chart, position: position, isPending: false))
      }
    }
    return closed
  }
}

extension Clinic {
  /// How many charts were erased, or are about to be: what listings leave out.
  public func erasedChartCount() throws -> Int {
    try ledger.read { try $0.closedCharts() }.count
  }

  /// Whether a chart was erased, or is about to be.
  public func isErased(_ chart: SubjectID) throws -> Bool {
    try ledger.read { try $0.custody(of: chart) }.closedAt != nil
  }
}
