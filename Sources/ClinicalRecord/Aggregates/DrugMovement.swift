/// How much of a controlled drug an event of a visit moves, and where to: what the drug book's half
/// says, and what S25 adds up.
public struct DrugMovement: Hashable, Sendable {
  /// Where it goes.
  public enum Way: Hashable, Sendable {
    case drawn
    case given
    case wasted(DrugWasted.Cause)
    case returned
    /// Said to be missing of what was drawn.
    case missing
  }

  /// What adds up in a visit: of one drug, what went one way.
  public struct Account: Hashable, Sendable {
    /// A way, whatever its cause.
    public enum Side: Hashable, Sendable, CaseIterable {
      case drawn, given, wasted, returned, missing
    }

    public var drug: StockedDrug
    public var side: Side

    public init(_ drug: StockedDrug, _ side: Side) {
      self.drug = drug
      self.side = side
    }
  }

  public var drug: StockedDrug
  public var way: Way
  public var amountUg: UInt64

  public var account: Account {
    switch way {
    case .drawn: Account(drug, .drawn)
    case .given: Account(drug, .given)
    case .wasted: Account(drug, .wasted)
    case .returned: Account(drug, .returned)
    case .missing: Account(drug, .missing)
    }
  }

  /// Nil for an event that moves none, or none of which a book is kept.
  ///
  /// What a stop says was given is all of the visit: the boluses are in it, and were moved by their
  /// own entries.
  /// - Parameter visit: as it is before the event.
  public init?(_ event: VisitEvent.OneOf_Event, in visit: Visit) {
    switch event {
    case .drugDrawn(let drawn): self.init(drawn.drug, .drawn, drawn.amountUg)
    case .drugReturned(let returned): self.init(returned.drug, .returned, returned.amountUg)
    case .drugMissing(let missing): self.init(missing.drug, .missing, missing.amountUg)
    case .bolusGiven(let given): self.init(.ketamine, .given, Self.micrograms(given.doseMg))
    case .infusionStopped(let stopped):
      guard stopped.hasGivenMg else { return nil }
      let boluses = visit[BolusGiven.self].reduce(0) { $0 + Self.micrograms($1.value.doseMg) }
      let given = Self.micrograms(stopped.givenMg)
      self.init(.ketamine, .given, given > boluses ? given - boluses : 0)
    case .rescueDrugGiven(let given):
      switch given.drug {
      case .midazolam: self.init(.midazolam, .given, Self.micrograms(given.doseMg))
      case .lorazepam: self.init(.lorazepam, .given, Self.micrograms(given.doseMg))
      default: return nil
      }
    case .drugWasted(let wasted):
      let drug: StockedDrug
      switch wasted.drug {
      case .ketamine: drug = .ketamine
      case .midazolam: drug = .midazolam
      case .lorazepam: drug = .lorazepam
      case .other, .unspecified, .UNRECOGNIZED: return nil
      }
      self.init(drug, .wasted(wasted.cause), Self.micrograms(wasted.amountMg))
    default: return nil
    }
  }

  private init?(_ drug: StockedDrug, _ way: Way, _ amountUg: UInt64) {
    guard amountUg > 0 else { return nil }
    self.drug = drug
    self.way = way
    self.amountUg = amountUg
  }

  /// What older kinds state in milligrams, to the microgram.
  public static func micrograms(_ milligrams: Double) -> UInt64 {
    guard milligrams > 0, milligrams <= 10_000_000 else { return 0 }
    return UInt64((milligrams * 1_000).rounded())
  }
}
