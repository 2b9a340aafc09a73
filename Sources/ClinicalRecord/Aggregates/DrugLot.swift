/// One lot of the drug book, to the microgram: the fold of its stream.
///
/// What is on hand is what was received and is neither drawn nor taken out of stock. What is drawn
/// stays to be accounted for, vial by vial, until it is given, wasted, returned or declared
/// missing.
public struct DrugLot: Hashable, Sendable {
  /// What the lot is, as its first entry says.
  public struct Stock: Hashable, Sendable {
    public var drug: StockedDrug
    public var concentrationUgPerMl: UInt64
    /// Of one vial.
    public var vialUl: UInt64
    public var vials: UInt32
    public var manufacturerLot: String
    /// The last day on which it may be drawn.
    public var expiresOn: LocalDate?

    public init(
      drug: StockedDrug, concentrationUgPerMl: UInt64, vialUl: UInt64, vials: UInt32,
      manufacturerLot: String, expiresOn: LocalDate?
    ) {
      self.drug = drug
      self.concentrationUgPerMl = concentrationUgPerMl
      self.vialUl = vialUl
      self.vials = vials
      self.manufacturerLot = manufacturerLot
      self.expiresOn = expiresOn
    }

    /// What one full vial holds, in micrograms.
    public var vialUg: Int64 {
      let product = concentrationUgPerMl.multipliedReportingOverflow(by: vialUl)
      return Int64(clamping: product.overflow ? .max : product.partialValue / 1_000)
    }

    /// "ketamine 50 mg/ml, 25 vials of 10 ml".
    public var words: String {
      "\(drug.words) \(Wording.thousandths(concentrationUgPerMl)) mg/ml, \(vials) "
        + "\(vials == 1 ? "vial" : "vials") of \(Wording.thousandths(vialUl)) ml"
    }
  }

  /// What became of one vial, in micrograms.
  public struct Vial: Hashable, Sendable {
    public var drawnUg: Int64 = 0
    public var givenUg: Int64 = 0
    public var wastedUg: Int64 = 0
    public var returnedUg: Int64 = 0
    /// Of what was drawn.
    public var missingUg: Int64 = 0

    /// Of nothing drawn yet.
    public init() {}

    /// Drawn, and not accounted for yet.
    public var openUg: Int64 { drawnUg &- givenUg &- wastedUg &- returnedUg &- missingUg }
  }

  /// The lot's book, in micrograms.
  public struct Totals: Hashable, Sendable {
    public var receivedUg: Int64 = 0
    public var drawnUg: Int64 = 0
    public var givenUg: Int64 = 0
    public var wastedUg: Int64 = 0
    public var returnedUg: Int64 = 0
    public var expiredUg: Int64 = 0
    public var transferredUg: Int64 = 0
    public var lostUg: Int64 = 0
    /// Of stock: less than the book said; negative where it was more.
    public var missingStockUg: Int64 = 0
    public var missingDrawnUg: Int64 = 0

    /// Of nothing yet.
    public init() {}

    public var onHandUg: Int64 {
      receivedUg &- drawnUg &+ returnedUg &- expiredUg &- transferredUg &- lostUg
        &- missingStockUg
    }

    /// Drawn, and not accounted for yet.
    public var openUg: Int64 { drawnUg &- givenUg &- wastedUg &- returnedUg &- missingDrawnUg }
  }

  /// What two people have counted, and what the book said then.
  public struct Count: Hashable, Sendable {
    public var position: UInt64
    public var occurred: ClinicalTime
    public var countedUg: Int64
    public var bookUg: Int64

    public init(position: UInt64, occurred: ClinicalTime, countedUg: Int64, bookUg: Int64) {
      self.position = position
      self.occurred = occurred
      self.countedUg = countedUg
      self.bookUg = bookUg
    }
  }

  /// From 1.
  public let number: UInt32
  /// Nil before the lot is opened.
  public private(set) var stock: Stock?
  public private(set) var totals = Totals()
  /// Those that something was drawn of, by number from 1.
  public private(set) var vials: [UInt32: Vial] = [:]
  public private(set) var newestCount: Count?
  /// Of entries that declare a difference, when they say that it was found.
  public private(set) var discrepancies: [ClinicalTime] = []

  public init(number: UInt32) { self.number = number }

  /// As it was folded before.
  public init(
    number: UInt32, stock: Stock?, totals: Totals, vials: [UInt32: Vial], newestCount: Count?,
    discrepancies: [ClinicalTime]
  ) {
    self.number = number
    self.stock = stock
    self.totals = totals
    self.vials = vials
    self.newestCount = newestCount
    self.discrepancies = discrepancies
  }

  /// The same with every time as a clock shows it.
  public func told(by clock: ClinicClock) -> DrugLot {
    var lot = self
    if let count = newestCount { lot.newestCount?.occurred = clock.local(count.occurred) }
    lot.discrepancies = discrepancies.map(clock.local)
    return lot
  }

  /// What is left in a vial, in micrograms; nil for one that the lot does not have.
  public func remainingUg(inVial number: UInt32) -> Int64? {
    guard let stock, number >= 1, number <= stock.vials else { return nil }
    let vial = vials[number] ?? Vial()
    return stock.vialUg &- vial.drawnUg &+ vial.returnedUg
  }

  /// The first vial that holds so much, those that are open already before full ones; nil where
  /// none does.
  public func firstVial(holding amountUg: UInt64) -> UInt32? {
    guard let stock else { return nil }
    let amount = Int64(clamping: amountUg)
    let open = vials.keys.sorted().first { remainingUg(inVial: $0) ?? 0 >= amount }
    if let open { return open }
    guard amount <= stock.vialUg, stock.vials >= 1 else { return nil }
    return (1...stock.vials).first { vials[$0] == nil }
  }

  /// Whether it may not be drawn of any more.
  public func hasExpired(on day: LocalDate) -> Bool {
    stock?.expiresOn.map { $0 < day } ?? false
  }

  /// "lot 3 (ketamine 50 mg/ml, 25 vials of 10 ml)".
  public var words: String { "lot \(number)" + (stock.map { " (\($0.words))" } ?? "") }
}

extension DrugLot {
  /// Takes a statement that stands, as it stands, in ledger order. Nothing is judged here: what the
  /// ledger holds was said.
  public mutating func evolve(_ fact: Fact<LotEvent.OneOf_Event>) {
    switch fact.value {
    case .stockReceived(let received): open(Stock(received))
    case .openingInventory(let inventory): open(Stock(inventory))
    case .biennialInventory(let inventory): count(inventory.countedUg, fact)
    case .lotCounted(let counted): count(counted.countedUg, fact)
    case .drawnFromLot(let drawn): move(drawn.amountUg, of: drawn.vial, \.drawnUg, \.drawnUg)
    case .givenFromLot(let given): move(given.amountUg, of: given.vial, \.givenUg, \.givenUg)
    case .wastedFromLot(let wasted): move(wasted.amountUg, of: wasted.vial, \.wastedUg, \.wastedUg)
    case .returnedToLot(let returned):
      move(returned.amountUg, of: returned.vial, \.returnedUg, \.returnedUg)
    case .stockExpired(let expired): add(expired.amountUg, to: \.expiredUg)
    case .stockTransferred(let transferred): add(transferred.amountUg, to: \.transferredUg)
    case .stockLost(let lost): add(lost.amountUg, to: \.lostUg)
    case .discrepancyDeclared(let declared):
      discrepancies.append(fact.occurred)
      switch declared.about {
      case .drawn: move(declared.missingUg, of: declared.vial, \.missingUg, \.missingDrawnUg)
      case .stock, .unspecified, .UNRECOGNIZED:
        totals.missingStockUg &+= declared.missingOfStockUg
      }
    // Corrections are settled before anything is folded.
    case .lotReviewed, .amended, .enteredInError, .coSigned, .reinstated: break
    }
  }

  private mutating func open(_ opened: Stock) {
    guard stock == nil else { return }
    stock = opened
    let received = opened.vialUg.multipliedReportingOverflow(by: Int64(opened.vials))
    totals.receivedUg = received.overflow ? .max : received.partialValue
  }

  private mutating func count(_ countedUg: UInt64, _ fact: Fact<LotEvent.OneOf_Event>) {
    newestCount = Count(
      position: fact.position, occurred: fact.occurred, countedUg: Int64(clamping: countedUg),
      bookUg: totals.onHandUg)
  }

  private mutating func move(
    _ amountUg: UInt64, of vial: UInt32, _ part: WritableKeyPath<Vial, Int64>,
    _ total: WritableKeyPath<Totals, Int64>
  ) {
    vials[vial, default: Vial()][keyPath: part] &+= Int64(clamping: amountUg)
    add(amountUg, to: total)
  }

  private mutating func add(_ amountUg: UInt64, to total: WritableKeyPath<Totals, Int64>) {
    totals[keyPath: total] &+= Int64(clamping: amountUg)
  }
}

extension DrugLot.Stock {
  fileprivate init(_ received: StockReceived) {
    self.init(
      drug: received.drug, concentrationUgPerMl: received.concentrationUgPerMl,
      vialUl: received.vialUl, vials: received.vials, manufacturerLot: received.manufacturerLot,
      expiresOn: LocalDate(iso8601: received.expiresOn))
  }

  fileprivate init(_ inventory: OpeningInventory) {
    self.init(
      drug: inventory.drug, concentrationUgPerMl: inventory.concentrationUgPerMl,
      vialUl: inventory.vialUl, vials: inventory.vials, manufacturerLot: inventory.manufacturerLot,
      expiresOn: LocalDate(iso8601: inventory.expiresOn))
  }
}

extension DiscrepancyDeclared {
  /// Negative where there is more than the book said.
  fileprivate var missingOfStockUg: Int64 {
    Int64(clamping: missingUg) &- Int64(clamping: surplusUg)
  }
}
