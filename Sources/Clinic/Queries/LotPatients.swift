public import ClinicalRecord
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Every patient for whom something of a lot was drawn: what a recall has to reach.
  ///
  /// The drug book names nobody. What happened in a visit stands in the same append as the lot's
  /// half of it, and that is how one leads to the other.
  ///
  /// - Returns: nil for a lot that the book does not have.
  /// - Throws: `ClinicError.notPermitted`, `.futureAsOf`, `.lookNotRecorded`; `KeyError`.
  public func patients(ofLot number: UInt32, asOf: AsOf?) throws -> LotPatients? {
    try leavingErasedOut {
      try disclosing(.readCharts) { context in
        guard let told = try lotPatients(number, asOf: asOf, for: context) else {
          return (nil, disclosed: [])
        }
        let looks = told.visits.map {
          Disclosure(chart: $0.chart, look: .visit($0.visitNumber, .timeline))
        }
        return (told, disclosed: looks.distinct)
      }
    }
  }

  private func lotPatients(
    _ number: UInt32, asOf: AsOf?, for context: AccessContext
  ) throws -> LotPatients? {
    let head = try clinic.head(asOf: asOf)
    let (stock, entries) = try ledger.read { snapshot in
      let site = try SiteState.load(below: head.size, from: snapshot)
      guard let book = site.drugBook else { return (nil as DrugLot.Stock?, [LotEntry]()) }
      let file = try BookFile.load(
        book, below: head.size, keys: context.charts, clock: site.clock, from: snapshot)
      let (all, corrections) = try file.facts(of: number)
      var entries: [LotEntry] = []
      for fact in all {
        guard let standing = corrections.standing(fact),
          let visit = try snapshot.visit(besideEntryAt: fact.position)
        else { continue }
        entries.append(
          LotEntry(
            visit: visit,
            movement: LotPatients.Movement(
              position: fact.position, occurred: standing.occurred,
              sentence: standing.value.sentence(occurred: standing.occurred),
              by: site.label(of: standing.actor))))
      }
      return (file.book.lots[number]?.stock, entries)
    }
    guard let stock else { return nil }
    let open = Set(try clinic.openCharts())
    let visits = Dictionary(grouping: entries, by: \.visit)
    var told = LotPatients(
      lotNumber: number, stock: stock, treeSize: head.size, treeRoot: head.root.hex)
    for (visit, entries) in visits {
      guard open.contains(visit.subject) else {
        told.erasedVisits += 1
        continue
      }
      told.visits.append(
        LotPatients.Visit(
          patient: try patientLabel(of: visit.subject), chart: visit.subject,
          visitNumber: visit.number,
          movements: entries.map(\.movement).sorted { $0.position < $1.position }))
    }
    told.visits.sort { $0.movements[0].position < $1.movements[0].position }
    return told
  }
}

private struct LotEntry {
  let visit: StreamKey
  let movement: LotPatients.Movement
}

extension LedgerSnapshot {
  /// The visit that an entry of the drug book is half of; nil for what happens in none.
  fileprivate func visit(besideEntryAt position: UInt64) throws -> StreamKey? {
    let header = try outline(at: position).header
    let first = position - UInt64(header.index)
    for other in first...(first + UInt64(header.lastIndex)) {
      let stream = try outline(at: other).header.stream
      if stream.type == .visit { return stream }
    }
    return nil
  }
}

/// Every patient for whom something of a lot was drawn.
public struct LotPatients: Sendable {
  /// One of their visits.
  public struct Visit: Sendable {
    public var patient: PatientLabel
    /// That the visit stands in.
    public var chart: SubjectID
    public var visitNumber: UInt32
    /// What stands, in ledger order.
    public var movements: [Movement]
  }

  /// What of the lot was drawn, given, wasted or returned in a visit.
  public struct Movement: Sendable {
    public var position: UInt64
    public var occurred: ClinicalTime
    public var sentence: String
    public var by: StaffLabel?
  }

  public var lotNumber: UInt32
  public var stock: DrugLot.Stock
  /// In the order in which the lot was first drawn of for them.
  public var visits: [Visit] = []
  /// Visits of charts that were erased, whose patients nobody can name.
  public var erasedVisits = 0
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
}
