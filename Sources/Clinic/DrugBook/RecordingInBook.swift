internal import ClinicalRecord
internal import Ledger

// How an act comes to the drug book and its key. What is about a patient goes on where the book
// does not read; what is about a lot does not.

extension Recording {
  /// The key that the drug book's entries are sealed with; nil where the act has none.
  func bookKey(
    _ site: SiteState, in reader: borrowing LedgerSnapshot
  ) throws -> SealingKey? {
    guard !isPreview, request.concernsDrugBook, let charts = person.charts else { return nil }
    guard let book = site.drugBook else {
      return request.opensLot ? firstBookKey.map { SealingKey(key: $0, isNew: true) } : nil
    }
    do { return try charts.sealingKey(of: book, site, in: reader) } catch {
      guard !request.isOfLots else { throw error }
      return nil
    }
  }

  /// The drug book as the act finds it; nil where it needs none, or there is none.
  func bookFile(
    drawnFor chart: ChartFile?, on site: SiteState, keys: SealingKeys,
    in reader: borrowing LedgerSnapshot
  ) throws -> BookFile? {
    guard request.concernsDrugBook, let charts = person.charts else { return nil }
    guard let subject = site.drugBook else {
      return request.isOfLots ? BookFile(subject: firstBook, isNew: true) : nil
    }
    do {
      if !isPreview, keys.book == nil {
        throw KeyError.noDataKey(subject: subject, number: 0)
      }
      return try BookFile.load(
        subject, only: request.lots(drawnFor: chart), keys: charts, clock: site.clock, from: reader)
    } catch {
      guard !request.isOfLots else { throw error }
      return BookFile(subject: subject, setAsideBy: error)
    }
  }
}

extension SignedIn {
  /// The key of a drug book that is about to be opened, on disk before any entry can use it; nil
  /// where there is a book, or nothing opens one.
  func firstBookKey(
    for request: RecordRequest, of book: SubjectID, isPreview: Bool
  ) throws -> DataKey? {
    guard request.isOfLots else { return nil }
    return try refusing {
      // Neither a key is made nor a lot looked for, for who may not record it.
      for statement in request.statements { try statement.event.kind.requireRole(role) }
      let charts = try chartReader(toDo: "record in the drug book").charts
      guard !isPreview, request.opensLot,
        try ledger.read({ try SiteState.load(from: $0) }).drugBook == nil
      else { return nil }
      try requireActive()
      return try charts.makeKey(for: book)
    }
  }
}

extension Statement {
  /// The drug book as a check finds it.
  func bookFile(
    drawnFor chart: ChartFile, below size: UInt64? = nil, _ site: SiteState, keys: ChartKeys,
    in reader: borrowing LedgerSnapshot
  ) -> BookFile? {
    guard concernsDrugBook, let subject = site.drugBook else { return nil }
    do {
      return try BookFile.load(
        subject, only: RecordRequest(statements: [self]).lots(drawnFor: chart), below: size,
        keys: keys, clock: site.clock, from: reader)
    } catch { return BookFile(subject: subject, setAsideBy: error) }
  }
}
