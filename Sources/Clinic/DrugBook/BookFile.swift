internal import ClinicalRecord
internal import Ledger
internal import Projections
internal import TransparencyLog

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

/// The drug book as far as an act or an answer needs it: its lots, as they stand.
struct BookFile: Sendable {
  let subject: SubjectID
  /// Whether the act opens it.
  var isNew = false
  /// The lots that were read.
  private(set) var book = DrugBook()
  /// The highest number of a lot, read or not; 0 where there is none.
  private(set) var newestNumber: UInt32 = 0
  /// Every entry of these lots with its hash, for what corrects; nil where they begin with stored
  /// rows.
  private(set) var whole: ChartFile?
  /// Why it does not read; nil where it does.
  private(set) var setAside: String?
  /// Rows that are to be stored when what was decided is on disk; nil: there are none.
  private(set) var behind: RowsBehind?
  private var lots: [UInt32: FoldedLot] = [:]
  private let clock: ClinicClock

  init(subject: SubjectID, isNew: Bool = false, clock: ClinicClock = .unnamed) {
    self.subject = subject
    self.isNew = isNew
    self.clock = clock
  }

  /// A book that cannot be read keeps nobody from caring for a patient.
  init(subject: SubjectID, setAsideBy error: any Error) {
    self.init(subject: subject)
    setAside = "\(error)"
  }

  /// Reads all entries.
  ///
  /// - Parameters:
  ///   - size: entries at or beyond this position do not count; nil: all do.
  ///   - clock: by which every time is told.
  static func load(
    _ subject: SubjectID, below size: UInt64? = nil, keys: ChartKeys, clock: ClinicClock,
    from reader: borrowing LedgerSnapshot
  ) throws -> BookFile {
    var file = BookFile(subject: subject, clock: clock)
    let statements = try ChartStatements.load(
      subject, below: size, types: [.drugLot], keys: keys, from: reader)
    for (number, lines) in statements.streams {
      file.take(FoldedLot(of: lines, statements.corrections, number: number), of: number)
    }
    file.whole = ChartFile(statements, on: clock)
    return file
  }

  /// The same to decide on and to tell of, but for what corrects: a lot begins with its stored row,
  /// where that holds.
  ///
  /// - Parameters:
  ///   - rows: nil: nothing stored is used.
  ///   - only: the lots that are read; nil: all.
  static func load(
    _ subject: SubjectID, beginningWith rows: ChartRowFiles?, only: Set<UInt32>? = nil,
    keys: ChartKeys, clock: ClinicClock, from reader: borrowing LedgerSnapshot
  ) throws -> BookFile {
    var file = BookFile(subject: subject, clock: clock)
    let places = try reader.places(
      of: subject, types: LotFold.streamTypes, below: reader.head.size)
    file.newestNumber = places.map(\.rowNumber).max() ?? 0
    let asked = places.filter { only?.contains($0.rowNumber) ?? true }
    let names = asked.map { RowName(LotFold.self, of: subject, $0.rowNumber) }
    var stored: [RowName: [UInt8]] = [:]
    rows?.read(names, into: &stored)
    var behind: [RowsBehind.Stream] = []
    var count = 0
    for (place, name) in zip(asked, names) {
      let led = try LedStream<LotFold>(
        place, stored: stored[name], name, keys: keys, from: reader)
      file.take(led.state, of: name.number)
      guard led.entriesBehind > 0 else { continue }
      behind.append(RowsBehind.Stream(name: name, place: place, state: led.state))
      count += led.entriesBehind
    }
    if count >= ChartFile.mostEntriesBehind,
      let key = try keys.newestRowKey(of: subject, in: reader)
    {
      file.behind = RowsBehind(
        streams: behind, key: key, foldedMicroseconds: try reader.newestRecordedMicroseconds)
    }
    return file
  }

  private mutating func take(_ lot: FoldedLot, of number: UInt32) {
    newestNumber = max(newestNumber, number)
    lots[number] = lot
    book.take(lot.lot.told(by: clock))
  }

  /// Takes one more statement, of an append that is planned. After a correction its lot is folded
  /// anew.
  mutating func evolve(_ fact: Fact<ClinicalEvent>, lot number: UInt32) {
    whole?.evolve(fact, visitNumber: number)
    if let whole, fact.value.isCorrection {
      let lines = whole.facts.filter { $0.visitNumber == number }
      return take(FoldedLot(of: lines, whole.corrections, number: number), of: number)
    }
    var lot = lots[number] ?? FoldedLot(number: number)
    lot.take(fact)
    take(lot, of: number)
  }

  /// The number that the next lot gets.
  var nextNumber: UInt32 { newestNumber < .max ? newestNumber + 1 : newestNumber }

  /// What was said of a lot, and what was corrected of it, in ledger order.
  ///
  /// - Throws: `RowDefect` for a row that is not what was written.
  func facts(of number: UInt32) throws(RowDefect) -> (
    all: [Fact<ClinicalEvent>], corrections: Corrections
  ) {
    let all = try lots[number]?.facts().map { $0.on(clock) } ?? []
    var corrections = Corrections()
    for fact in all { corrections.take(fact) }
    return (all, corrections)
  }

  /// An entry that says exactly the same less than a minute away: of the same lot, or of any where
  /// a lot is opened.
  func repeated(
    _ event: LotEvent.OneOf_Event, lot number: UInt32, at occurred: ClinicalTime
  ) throws -> Fact<ClinicalEvent>? {
    for number in event.kind.opensLot ? lots.keys.sorted(by: >) : [number] {
      let (all, corrections) = try facts(of: number)
      let same = all.compactMap(corrections.standing).last { fact in
        fact.value == .lot(event)
          && (fact.occurred.unixMicroseconds &- occurred.unixMicroseconds).magnitude
            < ChartFile.repeatMicroseconds
      }
      if let same { return same }
    }
    return nil
  }
}

extension EventKind {
  /// Whether it is the first of a lot.
  var opensLot: Bool { self == StockReceived.kind || self == OpeningInventory.kind }

  /// Whether it is the drug book's half of what happened in a visit, where it stands in one append
  /// with that.
  var isLotHalf: Bool {
    [
      DrawnFromLot.kind, GivenFromLot.kind, WastedFromLot.kind, ReturnedToLot.kind,
      DiscrepancyDeclared.kind,
    ].contains(self)
  }
}

extension Statement {
  /// Whether it stands in the drug book alone.
  var isOfLot: Bool { if case .lot = event { true } else { false } }

  /// Whether it moves a controlled drug, or may; so may what says otherwise what did.
  func concernsDrugBook(in reader: borrowing LedgerSnapshot) throws -> Bool {
    if event.stream == .visit, let correction = event.correction {
      guard correction.position < reader.head.size else { return false }
      let header = try reader.outline(at: correction.position).header
      return header.stream.type == .visit
        && EventKind(stream: .visit, number: header.kind)?.mayMoveDrug == true
    }
    switch event {
    case .lot: return true
    case .visit(let event): return event.mayMoveDrug
    case .chart, .access, .staff, .policy, .operations, .document: return false
    }
  }

  fileprivate var opensLot: Bool { event.kind.opensLot }
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

  func concernsDrugBook(in reader: borrowing LedgerSnapshot) throws -> Bool {
    for statement in statements where try statement.concernsDrugBook(in: reader) { return true }
    return false
  }

  var corrects: Bool { statements.contains { $0.event.correction != nil } }

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
      case .lot(let event) where event.kind.opensLot: return nil
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
