internal import ClinicalRecord
internal import Rehearsal

/// Somebody who comes to the clinic.
struct SimulatedPatient {
  let index: Int
  let recordNumber: String
  let familyName: String
  let givenName: String
  /// YYYY-MM-DD.
  var birthDate: String
  /// Even, so that half a milligram a kilogram is a whole number.
  let weightKg: Int
  let indication: Indication
  var course: Course
  var visitCount = 0
  /// Of the visits, those in which an infusion began.
  var infusionCount = 0
  /// Of an infusion for depression: when the infusions are.
  let script: CourseScript?
  /// The day of the first visit.
  let firstDay: Int64
  /// Whether a score was taken before the first infusion (S20).
  let hasBaseline: Bool
  /// No determination is ever recorded: a later one would be evidence of an act after the start.
  var isNeverDetermined = false

  /// - Parameters:
  ///   - isPain: nil: as it comes, one of three.
  ///   - script: of a patient who comes for depression; nil: for anything else.
  init(
    _ index: Int, firstDay: ClinicDay, isPain: Bool? = nil, script: CourseScript? = nil,
    dice: inout SeededDice
  ) {
    self.index = index
    let digits = String(index)
    recordNumber = "CS-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    familyName = Self.familyNames[Int.random(in: 0..<Self.familyNames.count, using: &dice)]
    givenName = Self.givenNames[Int.random(in: 0..<Self.givenNames.count, using: &dice)]
    let age = Int64.random(in: 21...74, using: &dice)
    let born = firstDay.date.daysSinceEpoch - age * 366 - Int64.random(in: 0...364, using: &dice)
    birthDate = LocalDate(daysSinceEpoch: born).iso8601
    weightKg = 2 * Int.random(in: 24...55, using: &dice)
    let comesForPain = dice.happens(onceIn: 3)
    let mood = Self.moods[Int.random(in: 0..<Self.moods.count, using: &dice)]
    self.script = script
    self.firstDay = firstDay.date.daysSinceEpoch
    indication = script != nil ? .depression : isPain ?? comesForPain ? .chronicPain : mood
    course =
      script.map { Course($0) } ?? Course(isPain: indication == .chronicPain, dice: &dice)
    hasBaseline = !dice.happens(onceIn: 8)
  }

  private static let moods: [Indication] = [
    .anxiety, .anxiety, .ptsd, .bipolar, .otherPsychiatric,
  ]
  private static let familyNames = [
    "Abara", "Beck", "Castro", "Dvorak", "Eze", "Farah", "Gruber", "Haugen", "Ito", "Jansen",
    "Kaya", "Lindqvist", "Moreau", "Nowak", "Okoye", "Petrov", "Quist", "Rossi", "Sandoval", "Tran",
    "Underwood", "Vargas", "Weiss", "Xu", "Yilmaz", "Zeman",
  ]
  private static let givenNames = [
    "Ada", "Bruno", "Chidi", "Dana", "Elif", "Franz", "Grace", "Hugo", "Ines", "Jonas", "Kemi",
    "Lena", "Milan", "Nadia", "Oscar", "Priya", "Quinn", "Rosa", "Samir", "Tove", "Uma", "Vera",
    "Wim", "Yara", "Zora",
  ]
}

/// How many days lie between a patient's visits.
struct Course {
  private(set) var gaps: [Int64]

  /// For mood four to six infusions within two weeks, then maybe maintenance every month or so;
  /// for pain a long one every few weeks.
  init(isPain: Bool, dice: inout SeededDice) {
    if isPain {
      gaps = (0..<Int.random(in: 1...5, using: &dice)).map { _ in
        Int64.random(in: 7...35, using: &dice)
      }
      return
    }
    gaps = (1..<Int.random(in: 4...6, using: &dice)).map { _ in
      Int64.random(in: 2...3, using: &dice)
    }
    if dice.happens(onceIn: 2) {
      gaps += (0..<Int.random(in: 1...4, using: &dice)).map { _ in
        Int64.random(in: 24...38, using: &dice)
      }
    }
  }

  /// On just these days.
  init(_ script: CourseScript) {
    gaps = zip(script.days, script.days.dropFirst()).map { $1 - $0 }
  }

  /// The workday of the next visit; nil after the last.
  mutating func next(after day: Int64) -> Int64? {
    guard !gaps.isEmpty else { return nil }
    var next = day + gaps.removeFirst()
    while !ClinicDay.isWorkday(next) { next += 1 }
    return next
  }

  /// The patient does not come back.
  mutating func end() { gaps = [] }
}
