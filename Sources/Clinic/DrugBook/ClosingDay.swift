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
  /// What it is: "lot 3 (ketamine 50 mg/ml, 25 vials of 10 ml)".
  public var words: String
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
  /// It is decided on once more inside the write transaction: nothing is drawn meanwhile.
  ///
  /// - Parameter day: nil: today.
  /// - Throws: `ClinicError.rejected` where no drug book is kept, and of a day that has not begun;
  ///   ``RefusedAct``; `KeyError`.
  public func closeDay(_ day: LocalDate?) throws -> ClosedDay {
    let day = day ?? today
    try refusing { try DayClosed.kind.requireRole(role) }
    try requireActive()
    guard day <= today else {
      throw ClinicError.rejected(
        .malformed(field: "date", value: day.iso8601, expected: "today, or a day before"))
    }
    let charts = try chartReader(toDo: "read the drug book").charts
    let rows = storedLots
    let (count, book) = try ledger.read { reader in
      let site = try SiteState.load(from: reader)
      let book = try DayCount.book(on: site, beginningWith: rows, charts, from: reader)
      return (DayCount(of: day, in: book.book), book)
    }
    storeRowsBehind(of: nil, book)
    guard count.unclosed.isEmpty else { return .open(day, count.unclosed) }
    do {
      let appended = try refusing {
        try clinic.recordOperation(.dayClosed(count.closed), by: try signer(.recorded)) {
          let book = try DayCount.book(on: $1, beginningWith: rows, charts, from: $0)
          guard DayCount(of: day, in: book.book) == count else { throw DayCount.Moved() }
        }
      }
      return .closed(
        day, position: appended.positions.lowerBound, lotCount: Int(count.closed.lotCount),
        discrepancyCount: Int(count.closed.discrepancyCount))
    } catch is DayCount.Moved {
      return try closeDay(day)
    }
  }
}

/// What the drug book says of a day that is to be closed.
private struct DayCount: Equatable {
  /// Something was recorded in it since it was looked at.
  struct Moved: Error {}

  var closed = DayClosed()
  let unclosed: [UnclosedLot]

  /// - Throws: `ClinicError.rejected` where no drug book is kept.
  static func book(
    on site: SiteState, beginningWith rows: ChartRowFiles?, _ keys: ChartKeys,
    from reader: borrowing LedgerSnapshot
  ) throws -> BookFile {
    guard let subject = site.drugBook else {
      throw ClinicError.rejected(
        .outOfOrder(
          event: DayClosed.kind, stage: "the clinic keeps no drug book here",
          why: "there is nothing to count",
          next: "record what is in the cupboard first: candor record "
            + OpeningInventory.kind.identifier))
    }
    return try BookFile.load(
      subject, beginningWith: rows, keys: keys, clock: site.clock, from: reader)
  }

  init(of day: LocalDate, in book: DrugBook) {
    let lots = book.lots.values.sorted { $0.number < $1.number }.filter { lot in
      lot.totals.onHandUg != 0 || lot.totals.openUg > 0
        || lot.newestCount?.occurred.localDate == day
    }
    unclosed = lots.compactMap { lot in
      lot.cause(openOn: day).map { UnclosedLot(lot: lot.number, words: lot.words, cause: $0) }
    }
    closed.day = day.iso8601
    closed.lotCount = UInt32(clamping: lots.count)
    closed.discrepancyCount = UInt32(
      clamping: book.lots.values.flatMap(\.discrepancies).count { $0.localDate == day })
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
