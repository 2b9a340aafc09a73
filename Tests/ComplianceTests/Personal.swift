import ClinicalRecord

/// Everything personal that a story puts on record; none of it may turn up in a finding.
enum Personal {
  static let familyName = "Quillfeather"
  static let givenName = "Zebedee"
  static let phone = "+1 402 555 0142"
  static let complaint = "sleepless since the accident"
  static let driverName = "Marigold Quillfeather"
  static let relation = "stepsister"
  static let practitioner = "Dr. Ignatius Plum"
  static let physician = "Dr. Ophelia Crane"
  static let note = "asked for the window seat"
  static let food = "huevos rancheros"
  static let reason = "ate before the phone call reached home"

  static let everything = [
    familyName, givenName, phone, complaint, driverName, relation, practitioner, physician, note,
    food, reason, "1984-02-29", "MH-0007",
  ]
}
