internal import ClinicalRecord
internal import Ledger

// How an act comes to the drug book and its key. What is about a patient goes on where the book
// does not read; what is about a lot does not.

extension Recording {
  /// The key that the drug book's entries are sealed with; nil where the act has none.
  func bookKey(
    _ site: SiteState, in reader: borrowing LedgerSnapshot
  ) throws -> SealingKey? {
    guard !isPreview, let charts = person.charts, try request.concernsDrugBook(in: reader) else {
      return nil
    }
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
    guard let charts = person.charts else { return nil }
    if !isPreview, keys.book == nil, let subject = site.drugBook,
      try request.concernsDrugBook(in: reader)
    {
      let error = KeyError.noDataKey(subject: subject, number: 0)
      guard !request.isOfLots else { throw error }
      return BookFile(subject: subject, setAsideBy: error)
    }
    return try request.bookFile(
      opening: firstBook, drawnFor: chart, beginningWith: person.storedLots, site, keys: charts,
      in: reader)
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

extension RecordRequest {
  /// The drug book as an act finds it; nil where it needs none, or there is none.
  ///
  /// What corrects needs every entry, and so does what is decided on an earlier ledger.
  ///
  /// - Parameters:
  ///   - book: that the first lot opens.
  ///   - size: entries at or beyond this position do not count; nil: all do.
  func bookFile(
    opening book: SubjectID = .random(), drawnFor chart: ChartFile?, below size: UInt64? = nil,
    beginningWith rows: ChartRowFiles?, _ site: SiteState, keys: ChartKeys,
    in reader: borrowing LedgerSnapshot
  ) throws -> BookFile? {
    guard try concernsDrugBook(in: reader) else { return nil }
    guard let subject = site.drugBook else {
      return isOfLots && !corrects ? BookFile(subject: book, isNew: true, clock: site.clock) : nil
    }
    do {
      if corrects || size != nil {
        return try BookFile.load(
          subject, below: size, keys: keys, clock: site.clock, from: reader)
      }
      return try BookFile.load(
        subject, beginningWith: rows, only: lots(drawnFor: chart), keys: keys, clock: site.clock,
        from: reader)
    } catch {
      guard !isOfLots else { throw error }
      return BookFile(subject: subject, setAsideBy: error)
    }
  }
}

extension SignedIn {
  /// Where the lots of the drug book are stored; nil for who opens none.
  var storedLots: ChartRowFiles? { charts == nil || role == .device ? nil : clinic.chartRowFiles }
}
