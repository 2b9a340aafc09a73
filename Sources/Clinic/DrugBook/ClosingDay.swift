public import ClinicalRecord
internal import Ledger

/// What keeps a day from being closed: of one lot.
public struct UnclosedLot: Sendable, Hashable {
  /// What is still to be done.
  public enum Cause: Sendable, Hashable {
    /// Nobody has counted it on that day, or something moved since.
    case uncounted(bookUg: Int64)
    /// It was counted, and the book says something else.
    case differs(countedUg: Int64, bookUg: Int64)
    /// Something is drawn and not accounted for.
    case open(amountUg: Int64)
  }

  public var lot: UInt32
  public var cause: Cause
}

/// What came of closing a day.
public enum ClosedDay: Sendable {
  /// It is recorded, at that position.
  case closed(LocalDate, position: UInt64, lotCount: Int, discrepancyCount: Int)
  /// Nothing was recorded.
  case open(LocalDate, [UnclosedLot])
}

extension SignedIn {
  /// Records that every lot with anything left was counted on a day by two people, and that what
  /// did not add up was declared. Nothing is balanced here: a difference is declared by its own
  /// entry.
  ///
  /// - Parameter day: nil: today.
  /// - Throws: `ClinicError.rejected` where no drug book is kept; ``RefusedAct``; `KeyError`.
  public func closeDay(_ day: LocalDate?) throws -> ClosedDay {
    let day = day ?? today
    try refusing { try DayClosed.kind.requireRole(role) }
    try requireActive()
    let charts = try chartReader(toDo: "read the drug book").charts
    let book = try ledger.read { snapshot -> DrugBook in
      let site = try SiteState.load(from: snapshot)
      guard let subject = site.drugBook else {
        throw ClinicError.rejected(
          .outOfOrder(
            event: DayClosed.kind, stage: "the clinic keeps no drug book here",
            why: "there is nothing to count",
            next: "record what is in the cupboard first: candor record "
              + OpeningInventory.kind.identifier))
      }
      return try BookFile.load(subject, keys: charts, clock: site.clock, from: snapshot).book
    }
    let lots = book.lots.values.sorted { $0.number < $1.number }.filter { lot in
      lot.totals.onHandUg != 0 || lot.totals.openUg > 0
        || lot.newestCount?.occurred.localDate == day
    }
    let unclosed = lots.compactMap { lot in
      lot.cause(openOn: day).map { UnclosedLot(lot: lot.number, cause: $0) }
    }
    guard unclosed.isEmpty else { return .open(day, unclosed) }
    var closed = DayClosed()
    closed.day = day.iso8601
    closed.lotCount = UInt32(clamping: lots.count)
    let declared = book.lots.values.flatMap(\.discrepancies).count { $0.localDate == day }
    closed.discrepancyCount = UInt32(clamping: declared)
    let appended = try refusing {
      try clinic.recordOperation(.dayClosed(closed), by: try signer(.recorded))
    }
    return .closed(
      day, position: appended.positions.lowerBound, lotCount: lots.count, discrepancyCount: declared
    )
  }
}

extension DrugLot {
  fileprivate func cause(openOn day: LocalDate) -> UnclosedLot.Cause? {
    let isOpen = totals.openUg != 0
    if isOpen { return .open(amountUg: totals.openUg) }
    guard let count = newestCount, count.occurred.localDate == day else {
      return .uncounted(bookUg: totals.onHandUg)
    }
    if count.countedUg == totals.onHandUg { return nil }
    // What the book said at the count is what it says: a difference, and nobody has declared it.
    return count.bookUg == totals.onHandUg
      ? .differs(countedUg: count.countedUg, bookUg: count.bookUg)
      : .uncounted(bookUg: totals.onHandUg)
  }
}
