internal import ClinicalRecord

/// A drug that an event gives, by the names that an allergy to it may be noted under.
struct GivenDrug {
  /// As a sentence says it.
  let name: String
  /// Lower-case: its own names, and those of its classes.
  private let aliases: [String]

  /// Nil for an event that gives no drug.
  init?(_ event: ClinicalEvent) {
    switch event {
    case .visit(.infusionStarted), .visit(.bolusGiven): self.init("ketamine", "ketalar")
    case .visit(.antiemeticGiven(let given)): self.init(given)
    case .visit(.rescueDrugGiven(let given)): self.init(given)
    case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: return nil
    }
  }

  private init?(_ given: AntiemeticGiven) {
    switch given.drug {
    case .ondansetron: self.init("ondansetron", "zofran", "setron", "5-ht3")
    case .metoclopramide: self.init("metoclopramide", "reglan")
    case .promethazine: self.init("promethazine", "phenergan", "phenothiazine")
    case .other: self.init(other: given.detail)
    case .unspecified, .UNRECOGNIZED: return nil
    }
  }

  private init?(_ given: RescueDrugGiven) {
    switch given.drug {
    case .midazolam: self.init("midazolam", "versed", "benzodiazepine")
    case .lorazepam: self.init("lorazepam", "ativan", "benzodiazepine")
    // Who must not have a benzodiazepine must not have what reverses one.
    case .flumazenil: self.init("flumazenil", "romazicon", "benzodiazepine")
    case .hydralazine: self.init("hydralazine", "apresoline")
    case .labetalol: self.init("labetalol", "beta blocker", "beta-blocker", "betablocker")
    case .naloxone: self.init("naloxone", "narcan")
    case .ephedrine: self.init("ephedrine", "sympathomimetic")
    case .atropine: self.init("atropine", "belladonna", "anticholinergic")
    case .other: self.init(other: given.detail)
    case .unspecified, .UNRECOGNIZED: return nil
    }
  }

  private init(_ name: String, _ aliases: String...) {
    self.name = name
    self.aliases = [name] + aliases
  }

  /// One of no list, by the words that name it.
  private init?(other detail: String) {
    let words = Self.words(detail)
    guard !words.isEmpty else { return nil }
    name = "this drug"
    aliases = words
  }

  /// Whether an allergy to a substance is one to this drug: it names it, or one of its classes.
  func isNamed(by substance: String) -> Bool {
    let named = substance.lowercased()
    return aliases.contains { named.contains($0) }
  }

  /// Those of four letters and more, so that no "for" and no "mg" is taken for a drug.
  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && $0 != "-" }.filter { $0.count >= 4 }.map(String.init)
  }
}

extension ChartFile {
  /// Of this chart and of those that are merged into it.
  private var allergies: [Fact<AllergyNoted>] {
    ([self] + merged).flatMap(\.chart.allergies).sorted { $0.position < $1.position }
  }

  /// "an allergy to ondansetron (hives) is on record as entry 12, and ondansetron is given".
  func allergyDoubts(about event: ClinicalEvent) -> [Doubt] {
    guard let drug = GivenDrug(event) else { return [] }
    return allergies.filter { drug.isNamed(by: $0.value.substance) }.map {
      .allergy(
        says: "an allergy to \($0.value.words) is on record as entry \($0.position), and "
          + "\(drug.name) is given")
    }
  }

  /// What is known before a drug is given; nil where nothing was ever noted.
  func allergyRemark(about event: ClinicalEvent) -> String? {
    guard GivenDrug(event) != nil else { return nil }
    let known = allergies
    if !known.isEmpty { return "allergies: \(known.map(\.value.words).joined(separator: "; "))" }
    let isNoneKnown = ([self] + merged).contains { !$0.chart[AllergyNoted.self].isEmpty }
    return isNoneKnown ? "no allergy is known" : nil
  }
}
