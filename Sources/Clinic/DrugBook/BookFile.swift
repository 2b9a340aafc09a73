internal import ClinicalRecord
internal import Ledger

extension StreamKey {
  /// One lot of the drug book.
  static func lot(_ number: UInt32, of book: SubjectID) -> StreamKey {
    StreamKey(type: .drugLot, subject: book, number: number)
  }
}

extension SiteState {
  /// The subject of the drug book's lots; nil while the clinic keeps none here.
  var drugBook: SubjectID? {
    policies.drugBook.flatMap { SubjectID(bytes: [UInt8]($0.value.book)) }
  }
}

/// The drug book as far as an act or an answer needs it: lots, folded from their streams.
struct BookFile: Sendable {
  let subject: SubjectID
  /// Whether the act opens it.
  var isNew = false
  /// The lots that were read.
  private(set) var book = DrugBook()
  /// The highest number of a lot, read or not; 0 where there is none.
  private(set) var newestNumber: UInt32 = 0
  /// What was read, in ledger order.
  private(set) var facts: [(lot: UInt32, fact: Fact<LotEvent.OneOf_Event>)] = []
  /// Why it does not read; nil where it does.
  private(set) var setAside: String?

  init(subject: SubjectID, isNew: Bool) {
    self.subject = subject
    self.isNew = isNew
  }

  /// A book that cannot be read keeps nobody from caring for a patient.
  init(subject: SubjectID, setAsideBy error: any Error) {
    self.subject = subject
    setAside = "\(error)"
  }

  /// - Parameters:
  ///   - only: the lots that are read; nil: all.
  ///   - size: entries at or beyond this position do not count; nil: all do.
  ///   - clock: by which every time is told.
  static func load(
    _ subject: SubjectID, only: Set<UInt32>? = nil, below size: UInt64? = nil, keys: ChartKeys,
    clock: ClinicClock, from reader: borrowing LedgerSnapshot
  ) throws -> BookFile {
    var file = BookFile(subject: subject, isNew: false)
    for stream in try reader.streams(of: subject) where stream.type == .drugLot {
      file.newestNumber = max(file.newestNumber, stream.number)
      guard only?.contains(stream.number) ?? true else { continue }
      for entry in try reader.stream(stream) where entry.position < size ?? .max {
        let key = try keys.key(of: entry.header, position: entry.position, in: reader)
        let body = try entry.open(with: key, in: reader.ledgerID)
        guard let fact = try entry.fact(body: body)?.on(clock), case .lot(let event) = fact.value
        else { continue }
        file.facts.append((stream.number, fact.with(event)))
      }
    }
    file.facts.sort { $0.fact.position < $1.fact.position }
    for (lot, fact) in file.facts { file.book.evolve(fact, lot: lot) }
    return file
  }

  /// Takes one more fact, of an append that is planned.
  mutating func evolve(_ fact: Fact<LotEvent.OneOf_Event>, lot number: UInt32) {
    newestNumber = max(newestNumber, number)
    facts.append((number, fact))
    book.evolve(fact, lot: number)
  }

  /// The number that the next lot gets.
  var nextNumber: UInt32 { newestNumber < .max ? newestNumber + 1 : newestNumber }

  /// An entry that says exactly the same less than a minute away: of the same lot, or of any where
  /// a lot is opened.
  func repeated(
    _ event: LotEvent.OneOf_Event, lot number: UInt32, at occurred: ClinicalTime
  ) -> Fact<LotEvent.OneOf_Event>? {
    facts.last { line in
      (line.lot == number || event.opensLot) && line.fact.value == event
        && (line.fact.occurred.unixMicroseconds &- occurred.unixMicroseconds).magnitude
          < ChartFile.repeatMicroseconds
    }?.fact
  }
}

extension LotEvent.OneOf_Event {
  /// Whether it is the first of a lot.
  var opensLot: Bool {
    switch self {
    case .stockReceived, .openingInventory: true
    case .biennialInventory, .lotCounted, .drawnFromLot, .givenFromLot, .wastedFromLot,
      .returnedToLot, .stockExpired, .stockTransferred, .stockLost, .discrepancyDeclared,
      .lotReviewed:
      false
    }
  }
}

extension Statement {
  /// Whether it stands in the drug book alone.
  var isOfLot: Bool { if case .lot = event { true } else { false } }

  /// Whether it moves a controlled drug, or may.
  var concernsDrugBook: Bool {
    switch event {
    case .lot: true
    case .visit(let event): event.mayMoveDrug
    case .chart, .access, .staff, .policy, .operations, .document: false
    }
  }

  fileprivate var opensLot: Bool {
    if case .lot(let event) = event { event.opensLot } else { false }
  }
}

extension VisitEvent.OneOf_Event {
  /// Whether it may have a half in the drug book.
  var mayMoveDrug: Bool {
    if case .infusionStopped(let stopped) = self { return stopped.hasGivenMg }
    return kind.mayMoveDrug
  }
}

extension EventKind {
  /// The same by its kind alone.
  var mayMoveDrug: Bool {
    [
      DrugDrawn.kind, DrugReturned.kind, DrugMissing.kind, DrugWasted.kind, BolusGiven.kind,
      RescueDrugGiven.kind, InfusionStopped.kind,
    ].contains(self)
  }
}

extension RecordRequest {
  /// Whether all of it stands in the drug book, and is about no patient.
  var isOfLots: Bool { statements.allSatisfy(\.isOfLot) && !statements.isEmpty }

  var concernsDrugBook: Bool { statements.contains(where: \.concernsDrugBook) }

  var opensLot: Bool { statements.contains(where: \.opensLot) }

  /// The lots that it is about; nil: any of them.
  ///
  /// - Parameter chart: of the patient: what is given or wasted was drawn for a visit.
  func lots(drawnFor chart: ChartFile?) -> Set<UInt32>? {
    var lots: Set<UInt32> = []
    for statement in statements {
      if let number = statement.lotNumber { lots.insert(number) }
      switch statement.event {
      case .visit(.drugDrawn(let drawn)):
        if drawn.lotNumber != 0 { lots.insert(drawn.lotNumber) }
        if statement.lotNumber == nil, drawn.lotNumber == 0 { return nil }
      case .visit:
        for visit in chart?.visits.values ?? [:].values {
          lots.formUnion(visit[DrugDrawn.self].map(\.value.lotNumber))
        }
      // A delivery that was typed twice is found in a lot of its own.
      case .lot(let event) where event.opensLot: return nil
      case .chart, .access, .staff, .policy, .operations, .lot, .document: break
      }
    }
    return lots
  }
}

/// The keys that an append is sealed with: the chart's and the drug book's.
struct SealingKeys: Sendable {
  var chart: SealingKey?
  var book: SealingKey?

  private var all: [SealingKey] { [chart, book].compactMap(\.self) }

  /// How many of them the append itself introduces.
  var newCount: Int { all.count { $0.isNew } }

  func key(of subject: SubjectID) -> DataKey? { all.first { $0.key.subject == subject }?.key }

  /// What comes before the append's own entries.
  func introductions(in ledger: LedgerID, occurred: Occurred) throws -> [Proposal] {
    try all.flatMap { try $0.introduction(in: ledger, occurred: occurred) }
  }
}
