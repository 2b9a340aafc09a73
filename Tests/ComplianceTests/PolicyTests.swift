import ClinicalRecord
import Compliance
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The policy document is read strictly; what ships is what the repository holds.
struct PolicyTests {
  @Test func `the shipped policy says what the clinic says`() throws {
    let policy = try Policy(json: ShippedPolicies.omahaMoodAndPain)
    #expect(policy.name == "omaha-mood-and-pain")
    #expect(policy.version == 2)
    #expect(policy.timeZone == "America/Chicago")
    #expect(policy.solidFastingHours == 6)
    #expect(policy.clearLiquidFastingHours == 2)
    #expect(policy.requiredMonitorChannels == [.heartRate, .heartRhythm, .spo2])
    #expect(policy.vitalsGapMinutes == [.heartRate: 15, .spo2: 15])
    #expect(policy.timedReadings == [])
    #expect(policy.moodInfusionMinutes == 45)
    #expect(policy.moodInfusionToleranceMinutes == 5)
    #expect(policy.painInfusionMaximumMinutes == 240)
    #expect(policy.recoveryMinutes == 30)
    #expect(policy.drivingHours == 24)
    #expect(policy.acknowledgementSigners == [.mentalHealthPractitioner, .primaryCarePhysician])
    #expect(policy.supervisorSpecialties == [.primaryCare, .emergencyMedicine, .anesthesiology])
    #expect(policy.identifiersRequired == 2)
    #expect(policy.sedationFloorRass == -1)
    #expect(policy.firstVisitMinimumMinutes == 90 && policy.firstVisitMaximumMinutes == 120)
    #expect(policy.sideEffectSeverityLimit == 1 && policy.sideEffectHours == 2)
    #expect(policy.moodDoseMaximumMgPerKg == 0.5 && policy.moodRateMaximumMgPerKgPerHour == 0.75)
    #expect(policy.painDoseMaximumMgPerKg == 8 && policy.painRateMaximumMgPerKgPerHour == 2)
    #expect(policy.doseMaximumMg[.ondansetron] == 16)
    #expect(policy.weightChangePercent == 10)
    #expect(
      policy.assumed == [
        "vitalsGapMinutes", "moodInfusionToleranceMinutes", "identifiersRequired",
        "sedationFloorRass", "moodDoseMaximumMgPerKg", "moodRateMaximumMgPerKgPerHour",
        "painDoseMaximumMgPerKg", "painRateMaximumMgPerKgPerHour", "doseMaximumMg",
        "weightChangePercent",
      ])
  }

  @Test func `another clinic differs where it says so`() throws {
    let policy = try Policy(json: ShippedPolicies.esketamineStyleObservation)
    #expect(policy.recoveryMinutes == 120)
    #expect(
      policy.timedReadings
        == [TimedReading(channel: .bloodPressure, afterStartMinutes: 40, toleranceMinutes: 5)])
  }

  @Test(arguments: [
    ("omaha-mood-and-pain", ShippedPolicies.omahaMoodAndPain),
    ("esketamine-style-observation", ShippedPolicies.esketamineStyleObservation),
  ])
  func `what the program holds is the file of the repository, byte for byte`(
    _ name: String, _ embedded: [UInt8]
  ) throws {
    #expect(try Repository.bytes("Schemas/policies/\(name).json") == embedded)
  }

  static let refusals: [(replacing: String, by: String, saying: String)] = [
    (
      "\"solidFastingHours\": 6", "\"solidFastingHours\": \"6\"",
      "a string at $.solidFastingHours; write a whole number from 0 to 48"
    ),
    (
      "\"solidFastingHours\": 6", "\"solidFastingHours\": -1",
      "-1 at $.solidFastingHours; write a whole number from 0 to 48"
    ),
    ("\"solidFastingHours\": 6", "\"solidFastingHours\": 49", "49 at $.solidFastingHours"),
    ("\"solidFastingHours\": 6", "\"solidFastingHours\": 6.5", "6.5 at $.solidFastingHours"),
    ("\"solidFastingHours\": 6", "\"solidFastingHours\": null", "null at $.solidFastingHours"),
    ("\"solidFastingHours\": 6,", "", "no $.solidFastingHours; add it"),
    (
      "\"solidFastingHours\": 6", "\"solidFastingHours\": 6, \"solidFastingHours\": 7",
      "$.solidFastingHours more than once"
    ),
    ("\"solidFastingHours\": 6", "\"solidFastingHours\": 06", "without leading zeros"),
    ("\"solidFastingHours\": 6", "\"solidFastHours\": 6", "an unknown key $.solidFastHours"),
    ("\"spo2\": 15", "\"spo2\": 0", "0 at $.vitalsGapMinutes.spo2; write a whole number from 1"),
    ("\"spo2\": 15", "\"sp02\": 15", "unknown key $.vitalsGapMinutes.sp02"),
    ("{ \"heart-rate\": 15, \"spo2\": 15 }", "{}", "{} at $.vitalsGapMinutes"),
    ("{ \"heart-rate\": 15, \"spo2\": 15 }", "15", "a number at $.vitalsGapMinutes"),
    (
      "\"heart-rhythm\", \"spo2\"]", "\"rhythm\", \"spo2\"]",
      "\"rhythm\" at $.requiredMonitorChannels[1]"
    ),
    ("\"heart-rhythm\", \"spo2\"]", "3]", "a number at $.requiredMonitorChannels[1]"),
    (
      "\"heart-rhythm\", \"spo2\"]", "\"spo2\", \"spo2\"]",
      "\"spo2\" at $.requiredMonitorChannels[2]; write each term once"
    ),
    ("[\"heart-rate\", \"heart-rhythm\", \"spo2\"]", "[]", "[] at $.requiredMonitorChannels"),
    (
      "\"timedReadings\": []", "\"timedReadings\": [{\"channel\": \"spo2\"}]",
      "no $.timedReadings[0].afterStartMinutes"
    ),
    ("\"timedReadings\": []", "\"timedReadings\": {}", "an object at $.timedReadings"),
    ("\"version\": 2", "\"version\": 0", "0 at $.version"),
    ("\"version\": 2", "\"version\": 99999999999999999999", "99999999999999999999 at $.version"),
    (
      "\"America/Chicago\"", "\"../../etc/passwd\"",
      "\"../../etc/passwd\" at $.timeZone; write a time zone's name, such as America/Chicago"
    ),
    ("\"America/Chicago\"", "\"/etc/localtime\"", "\"/etc/localtime\" at $.timeZone"),
    ("\"America/Chicago\"", "\"\"", "0 characters at $.timeZone"),
    ("\"America/Chicago\"", "-6", "a number at $.timeZone"),
    ("\"omaha-mood-and-pain\"", "\"Omaha\"", "\"Omaha\" at $.name"),
    ("\"omaha-mood-and-pain\"", "\"\"", "0 characters at $.name"),
    ("\"identifiersRequired\": 2", "\"identifiersRequired\": 7", "7 at $.identifiersRequired"),
    ("\"weightChangePercent\"\n  ],", "\"name\"\n  ],", "\"name\" at $.assumed[9]"),
    ("\"weightChangePercent\": 10\n}", "\"weightChangePercent\": 10,\n}", "a key in quotes"),
    ("\"weightChangePercent\": 10\n}", "\"weightChangePercent\": 10\n} x", "expected the end"),
    ("\"weightChangePercent\": 10\n}", "\"weightChangePercent\": 10", "',' or '}'"),
    (
      "\"moodDoseMaximumMgPerKg\": 0.5", "\"moodDoseMaximumMgPerKg\": 0.505",
      "0.505 at $.moodDoseMaximumMgPerKg; write a number from 0.01 to 20 with at most two decimals"
    ),
    (
      "\"moodDoseMaximumMgPerKg\": 0.5", "\"moodDoseMaximumMgPerKg\": \"0.5\"",
      "a string at $.moodDoseMaximumMgPerKg"
    ),
    ("\"labetalol\": 80", "\"labetalol\": 1e1", "1e1 at $.doseMaximumMg.labetalol"),
    ("\"labetalol\"", "\"aspirin\"", "unknown key $.doseMaximumMg.aspirin"),
    (
      "\"moodDoseMaximumMgPerKg\": 0.5", "\"moodDoseMaximumMgPerKg\": 0.505",
      "0.505 at $.moodDoseMaximumMgPerKg; write a number from 0.01 to 20 with at most two decimals"
    ),
    (
      "\"moodDoseMaximumMgPerKg\": 0.5", "\"moodDoseMaximumMgPerKg\": \"0.5\"",
      "a string at $.moodDoseMaximumMgPerKg"
    ),
    ("\"labetalol\": 80", "\"labetalol\": 1e1", "1e1 at $.doseMaximumMg.labetalol"),
    ("\"labetalol\"", "\"aspirin\"", "unknown key $.doseMaximumMg.aspirin"),
  ]

  @Test(arguments: refusals) func `a document that is not a policy is refused by name`(
    _ row: (replacing: String, by: String, saying: String)
  ) {
    let shipped = String(decoding: ShippedPolicies.omahaMoodAndPain, as: UTF8.self)
    let changed = shipped.replacing(row.replacing, with: row.by)
    #expect(changed != shipped, "the row changes nothing")
    #expect {
      try Policy(json: Array(changed.utf8))
    } throws: { error in
      "\(error)".contains(row.saying)
    }
  }

  @Test func `a policy of before there were these keys has their usual limits`() throws {
    let shipped = String(decoding: ShippedPolicies.omahaMoodAndPain, as: UTF8.self)
    let head = try #require(shipped.firstRange(of: ",\n  \"sedationFloorRass\"")).lowerBound
    var older = String(shipped[..<head]) + "\n}\n"
    let assumed = try #require(older.firstRange(of: ",\n    \"sedationFloorRass\""))
    let end = try #require(older.firstRange(of: "\n  ],"))
    older.removeSubrange(assumed.lowerBound..<end.lowerBound)
    var policy = try Policy(json: ShippedPolicies.omahaMoodAndPain)
    policy.assumed = ["vitalsGapMinutes", "moodInfusionToleranceMinutes", "identifiersRequired"]
    #expect(try Policy(json: Array(older.utf8)) == policy)
    #expect(policy.sessionIdleMinutes == 60 && policy.sessionLimitMinutes == 12 * 60)
    #expect(policy.accessWindowMinutes == 15)
  }

  @Test func `a policy that names no time zone leaves it open`() throws {
    let named = String(decoding: ShippedPolicies.omahaMoodAndPain, as: UTF8.self)
    let policy = try Policy(
      json: Array(named.replacing("  \"timeZone\": \"America/Chicago\",\n", with: "").utf8))
    #expect(policy.timeZone == nil)
  }

  @Test func `what another document changes is told key by key`() throws {
    let shipped = ShippedPolicies.omahaMoodAndPain
    let changed = String(decoding: shipped, as: UTF8.self)
      .replacing("\"drivingHours\": 24", with: "\"drivingHours\": 12")
      .replacing("\"spo2\": 15", with: "\"spo2\": 5")
      .replacing("  \"timeZone\": \"America/Chicago\",\n", with: "")
    let differences = try Policy.differences(from: shipped, to: Array(changed.utf8))
    #expect(
      Set(differences) == [
        PolicyDifference(name: "timeZone", before: "America/Chicago", after: nil),
        PolicyDifference(
          name: "vitalsGapMinutes", before: "heart-rate 15, spo2 15 (assumed)",
          after: "heart-rate 15, spo2 5 (assumed)"),
        PolicyDifference(name: "drivingHours", before: "24", after: "12"),
      ])
    #expect(try Policy.differences(from: shipped, to: shipped) == [])
  }

  @Test(arguments: ["", "[]", "3", "nul", "{", "{\"name\"}", "[1,]", "\u{1}", "\"\\u004\"", "-"])
  func `a text that is no object is refused`(_ text: String) {
    #expect(throws: PolicyError.self) { try Policy(json: Array(text.utf8)) }
  }

  @Test func `a nesting without end is refused and not followed`() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    #expect(throws: PolicyError.self) { try Policy(json: deep) }
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    #expect(throws: PolicyError.self) {
      try Policy(json: Array("{\"name\": \"".utf8) + [0xFF] + Array("\"}".utf8))
    }
  }

  @Test func `every prefix of the shipped policy but the whole is refused`() throws {
    let whole = ShippedPolicies.omahaMoodAndPain
    // The last byte is a line break.
    for length in 0..<(whole.count - 1) {
      #expect(throws: PolicyError.self) { try Policy(json: Array(whole.prefix(length))) }
    }
    #expect(try Policy(json: whole.dropLast()) == Policy(json: whole))
  }
}
