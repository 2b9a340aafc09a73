internal import ClinicalRecord

/// What the fasting checks of a visit say about one class of food or drink (S5, S6).
///
/// A later check completes or corrects an earlier one item by item: of an item, the newest check
/// that names it counts, and within that check its worst statement, which is an unknown time or
/// the latest one. An item that a later check does not name keeps what the earlier one said.
struct FastingStatement {
  /// The last intakes whose time is known, newest first.
  var known: [(taken: Interval, check: Fact<FastingChecked>)] = []
  /// Checks with an item of the class whose time nobody knows.
  var unknown: [Fact<FastingChecked>] = []

  init(_ checks: [Fact<FastingChecked>], of isInClass: (OralIntake.Item) -> Bool) {
    var counted: Set<OralIntake.Item> = []
    for check in checks.inOrder().reversed() {
      let named = check.value.intakes.filter { isInClass($0.item) && !counted.contains($0.item) }
      for intake in named {
        counted.insert(intake.item)
        if intake.hasTakenAt {
          known.append((Interval(intake.takenAt), check))
        } else {
          unknown.append(check)
        }
      }
    }
    known.sort { $0.taken.earliest > $1.taken.earliest }
  }

  /// S5's closed list: everything that is not on S6's list counts here, also what nobody can name.
  static func isSolid(_ item: OralIntake.Item) -> Bool {
    switch item {
    case .water, .clearLiquid, .sportsDrink, .appleJuice, .blackCoffee, .blackTea: false
    case .solidFood, .milk, .pulpyJuice, .soup, .coffeeOrTeaWithMilk, .other, .unspecified,
      .UNRECOGNIZED:
      true
    }
  }
}
