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
    #expect(policy.version == 1)
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
    #expect(
      policy.assumed == ["vitalsGapMinutes", "moodInfusionToleranceMinutes", "identifiersRequired"])
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
    ("\"version\": 1", "\"version\": 0", "0 at $.version"),
    ("\"version\": 1", "\"version\": 99999999999999999999", "99999999999999999999 at $.version"),
    ("\"omaha-mood-and-pain\"", "\"Omaha\"", "\"Omaha\" at $.name"),
    ("\"omaha-mood-and-pain\"", "\"\"", "0 characters at $.name"),
    ("\"identifiersRequired\": 2", "\"identifiersRequired\": 7", "7 at $.identifiersRequired"),
    ("\"identifiersRequired\"\n  ],", "\"name\"\n  ],", "\"name\" at $.assumed[2]"),
    ("\"identifiersRequired\": 2\n}", "\"identifiersRequired\": 2,\n}", "a key in quotes"),
    ("\"identifiersRequired\": 2\n}", "\"identifiersRequired\": 2\n} x", "expected the end"),
    ("\"identifiersRequired\": 2\n}", "\"identifiersRequired\": 2", "',' or '}'"),
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

  @Test func `a policy of before there were sessions has their usual limits`() throws {
    let policy = try Policy(json: ShippedPolicies.omahaMoodAndPain)
    #expect(policy.sessionIdleMinutes == 60 && policy.sessionLimitMinutes == 12 * 60)
    #expect(policy.accessWindowMinutes == 15)
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
