public import ClinicalRecord
public import Ledger
internal import TransparencyLog

/// The drug book over a span of local days: of each lot what was there, what came and went, and
/// what is there. No patient is named in it.
public struct DrugReport: Sendable {
  /// What a lot's entries of the span come to, in micrograms. Opening and closing are what the
  /// clinic answers for: what is on hand, and what is drawn and not accounted for yet.
  public struct Lot: Sendable {
    public var number: UInt32
    public var stock: DrugLot.Stock
    public var openingUg: Int64
    public var receivedUg: Int64
    public var givenUg: Int64
    public var wastedUg: Int64
    public var transferredUg: Int64
    public var expiredUg: Int64
    public var lostUg: Int64
    /// Declared missing, of stock and of what was drawn; negative where more was found than booked.
    public var declaredUg: Int64
    /// Of the closing, what is drawn and not accounted for yet.
    public var openUg: Int64
    /// The vials that it is of.
    public var openVials: [UInt32]
    public var witnessed: [Witnessed]

    public var closingUg: Int64 {
      openingUg + receivedUg - givenUg - wastedUg - transferredUg - expiredUg - lostUg - declaredUg
    }
  }

  /// An entry of the span that two people have signed, or a correction.
  public struct Witnessed: Sendable {
    public var position: UInt64
    public var occurred: ClinicalTime
    /// As it stands; of what was entered in error, as it was made.
    public var sentence: String
    /// By which entry it was entered in error; nil while it stands.
    public var retractedBy: UInt64?
    /// By which entry it was amended; nil while it stands as it was made.
    public var amendedBy: UInt64?
    /// Sign-in names, the actor's first.
    public var signers: [String]
  }

  public var origin: String
  public var fromDate: String?
  public var toDate: String?
  public var treeSize: UInt64
  /// Lower-case hexadecimal.
  public var treeRoot: String
  /// Whether the clinic kept a drug book here by then.
  public var isKept: Bool
  public var lots: [Lot]
}

extension SignedIn {
  /// The drug book of a span of local days: a pure function of the ledger's prefix.
  ///
  /// - Parameters:
  ///   - from: first local date, YYYY-MM-DD; nil: from the beginning.
  ///   - to: last local date; nil: to the end.
  /// - Throws: `ClinicError.malformedDate`, `.futureAsOf`; ``RefusedAct`` for a role that does not
  ///   read charts; `KeyError`.
  public func drugReport(from: String?, to: String?, asOf: AsOf?) throws -> DrugReport {
    try ClinicError.requireSpan(from: from, to: to)
    try require(.readCharts)
    let charts = try chartReader(toDo: "read the drug book").charts
    let head = try clinic.head(asOf: asOf)
    var read: BookFile?
    defer { storeRowsBehind(of: nil, read) }
    return try ledger.read { snapshot in
      let site = try SiteState.load(below: head.size, from: snapshot)
      var report = DrugReport(
        origin: clinic.origin, fromDate: from, toDate: to, treeSize: head.size,
        treeRoot: head.root.hex, isKept: site.drugBook != nil, lots: [])
      guard let book = site.drugBook else { return report }
      let file =
        head == snapshot.head
        ? try BookFile.load(
          book, beginningWith: storedLots, keys: charts, clock: site.clock, from: snapshot)
        : try BookFile.load(
          book, below: head.size, keys: charts, clock: site.clock, from: snapshot)
      read = file
      for number in file.book.lots.keys.sorted() {
        let (all, corrections) = try file.facts(of: number)
        let facts = all.compactMap { fact in corrections.standing(fact)?.ofLot }
        func day(_ fact: Fact<LotEvent.OneOf_Event>) -> String { fact.occurred.localDate.iso8601 }
        func isBefore(_ fact: Fact<LotEvent.OneOf_Event>) -> Bool {
          from.map { day(fact) < $0 } ?? false
        }
        let before = facts.filter(isBefore)
        let told = facts.filter { fact in to.map { day(fact) <= $0 } ?? true }
        let later = told.filter { !isBefore($0) }
        let opening = DrugLot(number, before)
        let lot = DrugLot(number, told)
        let witnessed = try all.compactMap { fact in
          let day = fact.occurred.localDate.iso8601
          return from.map({ day >= $0 }) ?? true && to.map({ day <= $0 }) ?? true
            ? try witness(of: fact, corrections, site, snapshot) : nil
        }
        // One whose first entry was entered in error is told by what that said.
        guard let stock = lot.stock ?? DrugLot(number, all.compactMap(\.ofLot)).stock,
          opening.answeredForUg != 0 || !later.isEmpty || !witnessed.isEmpty
        else { continue }
        report.lots.append(
          DrugReport.Lot(
            stock, opening, lot, witnessed: witnessed))
      }
      return report
    }
  }

  /// Nil for what one person alone may say.
  private func witness(
    of fact: Fact<ClinicalEvent>, _ corrections: Corrections, _ site: SiteState,
    _ reader: borrowing LedgerSnapshot
  ) throws -> DrugReport.Witnessed? {
    guard fact.value.kind.needsSecondSigner || fact.value.isCorrection else { return nil }
    let outcome = corrections[fact.position]
    let standing = outcome?.amendment ?? fact
    let header = try reader.outline(at: fact.position).header
    let last = try reader.entry(at: fact.position + UInt64(header.lastIndex - header.index))
    return DrugReport.Witnessed(
      position: fact.position, occurred: standing.occurred,
      sentence: standing.value.sentence(occurred: standing.occurred),
      retractedBy: outcome?.retraction?.position, amendedBy: outcome?.amendment?.position,
      signers: site.signatures(last.signatures).map(\.signer.handle))
  }
}

extension DrugReport.Lot {
  fileprivate init(
    _ stock: DrugLot.Stock, _ opening: DrugLot, _ lot: DrugLot, witnessed: [DrugReport.Witnessed]
  ) {
    func moved(_ part: KeyPath<DrugLot.Totals, Int64>) -> Int64 {
      lot.totals[keyPath: part] - opening.totals[keyPath: part]
    }
    self.init(
      number: lot.number, stock: stock, openingUg: opening.answeredForUg,
      receivedUg: moved(\.receivedUg), givenUg: moved(\.givenUg), wastedUg: moved(\.wastedUg),
      transferredUg: moved(\.transferredUg), expiredUg: moved(\.expiredUg), lostUg: moved(\.lostUg),
      declaredUg: moved(\.missingStockUg) + moved(\.missingDrawnUg), openUg: lot.totals.openUg,
      openVials: lot.vials.filter { $0.value.openUg != 0 }.keys.sorted(), witnessed: witnessed)
  }
}

extension Fact<ClinicalEvent> {
  /// As a statement about a lot; nil for any other.
  fileprivate var ofLot: Fact<LotEvent.OneOf_Event>? {
    if case .lot(let event) = value { with(event) } else { nil }
  }
}

extension DrugLot {
  fileprivate init(_ number: UInt32, _ facts: [Fact<LotEvent.OneOf_Event>]) {
    self.init(number: number)
    for fact in facts { evolve(fact) }
  }

  /// On hand, or drawn and not accounted for yet.
  fileprivate var answeredForUg: Int64 { totals.onHandUg &+ totals.openUg }
}
