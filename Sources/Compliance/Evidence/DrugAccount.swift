public import ClinicalRecord

/// What a visit says of one controlled drug, in micrograms.
public struct DrugAccount: Hashable, Sendable {
  public var drug: StockedDrug
  private var amounts: [DrugMovement.Account.Side: Int64] = [:]
  /// Positions of the entries that say so, in no order.
  public private(set) var evidence: [UInt64] = []

  /// What went one way.
  public subscript(side: DrugMovement.Account.Side) -> Int64 { amounts[side] ?? 0 }

  var drawnUg: Int64 { self[.drawn] }
  /// What was given, wasted, returned or declared missing.
  var accountedUg: Int64 {
    amounts.reduce(0) { $0 + ($1.key == .drawn ? 0 : $1.value) }
  }
  var differenceUg: Int64 { drawnUg - accountedUg }

  /// "ketamine: 50 mg of 50 mg".
  var measured: String {
    "\(drug.words): \(DrugLot.mg(accountedUg)) of \(DrugLot.mg(drawnUg)) drawn"
  }

  /// "of 50 mg ketamine drawn, 13.7 mg are not accounted for".
  var complaint: String {
    differenceUg > 0
      ? "of \(DrugLot.mg(drawnUg)) \(drug.words) drawn, \(DrugLot.mg(differenceUg)) are not "
        + "accounted for"
      : "\(DrugLot.mg(-differenceUg)) \(drug.words) more than the \(DrugLot.mg(drawnUg)) drawn "
        + "were given, wasted, returned or declared"
  }

  /// One for each drug that the visit moves, in the schema's order.
  public static func all(of visit: Visit) -> [DrugAccount] {
    var accounts: [StockedDrug: DrugAccount] = [:]
    func add<Event: RecordableEvent>(
      _ facts: [Fact<Event>], _ event: (Event) -> VisitEvent.OneOf_Event
    ) {
      for fact in facts {
        guard let movement = DrugMovement(event(fact.value), in: visit) else { continue }
        var account = accounts[movement.drug] ?? DrugAccount(drug: movement.drug)
        account.amounts[movement.account.side, default: 0] += Int64(clamping: movement.amountUg)
        account.evidence.append(fact.position)
        accounts[movement.drug] = account
      }
    }
    add(visit[DrugDrawn.self]) { .drugDrawn($0) }
    add(visit[BolusGiven.self]) { .bolusGiven($0) }
    add(visit[InfusionStopped.self]) { .infusionStopped($0) }
    add(visit[RescueDrugGiven.self]) { .rescueDrugGiven($0) }
    add(visit[DrugWasted.self]) { .drugWasted($0) }
    add(visit[DrugReturned.self]) { .drugReturned($0) }
    add(visit[DrugMissing.self]) { .drugMissing($0) }
    return accounts.values.sorted { $0.drug.rawValue < $1.drug.rawValue }
  }

  private init(drug: StockedDrug) { self.drug = drug }
}
