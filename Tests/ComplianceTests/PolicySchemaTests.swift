import Compliance
import Foundation
import Testing

/// Holds `Schemas/policy.schema.json` and the decoder together: whatever the schema allows is
/// read, whatever it forbids is refused.
struct PolicySchemaTests {
  typealias Object = [String: Any]

  static func object(_ bytes: [UInt8]) throws -> Object {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? Object)
  }

  static func accepts(_ document: Object) -> Bool {
    guard let data = try? JSONSerialization.data(withJSONObject: document) else { return false }
    return (try? Policy(json: [UInt8](data))) != nil
  }

  let schema: Object
  let document: Object

  init() throws {
    schema = try Self.object(Repository.bytes("Schemas/policy.schema.json"))
    document = try Self.object(ShippedPolicies.esketamineStyleObservation)
  }

  private func properties(_ schema: Object) throws -> [String: Object] {
    try #require(schema["properties"] as? [String: Object])
  }

  /// A policy adopted before there were sessions, an access log and these rules lacks them.
  static let lateKeys: Set = Set([
    "sessionIdleMinutes", "sessionLimitMinutes", "accessWindowMinutes", "sedationFloorRass",
    "firstVisitMinimumMinutes", "firstVisitMaximumMinutes", "sideEffectSeverityLimit",
    "sideEffectHours", "moodDoseMaximumMgPerKg", "moodRateMaximumMgPerKgPerHour",
    "painDoseMaximumMgPerKg", "painRateMaximumMgPerKgPerHour", "doseMaximumMg",
    "weightChangePercent", "ageOfMajorityYears", "timeZone", "bolusMaximumMgPerKg",
    "sedationFloorMoaas",
    "courseMinimumInfusions", "courseMaximumInfusions", "courseDays", "scoredWithinInfusions",
    "chairs", "alarmLimits",
  ])

  @Test func `schema, shipped policies and decoder have the same keys, all but late ones required`()
    throws
  {
    let keys = try Set(properties(schema).keys)
    let required = Set(try #require(schema["required"] as? [String]))
    #expect(keys.subtracting(required) == Self.lateKeys)
    #expect(schema["additionalProperties"] as? Bool == false)
    let shipped = try Set(Self.object(ShippedPolicies.omahaMoodAndPain).keys)
    #expect(Set(document.keys) == shipped)
    #expect(shipped.isSuperset(of: required) && shipped.isSubset(of: keys))
    #expect(Self.accepts(document))
    for key in required {
      var without = document
      without[key] = nil
      #expect(!Self.accepts(without), "\(key) is required")
    }
    var more = document
    more["more"] = 1
    #expect(!Self.accepts(more))
  }

  @Test func `whole numbers have the schema's limits`() throws {
    var checked = 0
    for (key, property) in try properties(schema) where property["type"] as? String == "integer" {
      try checkLimits(property) { document.merging([key: $0]) { $1 } }
      checked += 1
    }
    #expect(checked == 25)
  }

  @Test func `numbers with decimals have the schema's limits, and at most two decimals`() throws {
    var checked = 0
    for (key, property) in try properties(schema) where property["type"] as? String == "number" {
      try checkDecimals(property) { document.merging([key: $0]) { $1 } }
      checked += 1
    }
    #expect(checked == 5)
    let drugs = try properties(#require(properties(schema)["doseMaximumMg"]))
    #expect(Set(drugs.keys) == Set(LimitedDrug.allCases.map(\.rawValue)))
    for (drug, property) in drugs {
      try checkDecimals(property) { document.merging(["doseMaximumMg": [drug: $0]]) { $1 } }
    }
    #expect(!Self.accepts(document.merging(["doseMaximumMg": ["aspirin": 1]]) { $1 }))
  }

  private func checkDecimals(_ property: Object, _ document: (Any) -> Object) throws {
    let most = try #require(property["maximum"] as? Double)
    #expect(property["minimum"] as? Double == 0.01 && property["multipleOf"] as? Double == 0.01)
    for accepted in [Decimal(string: "0.01"), Decimal(string: "1.25"), Decimal(most)] {
      #expect(Self.accepts(document(try #require(accepted) as NSDecimalNumber)))
    }
    for refused in [Decimal(0), Decimal(string: "1.255"), Decimal(most) + 1, Decimal(-1)] {
      #expect(!Self.accepts(document(try #require(refused) as NSDecimalNumber)))
    }
    #expect(!Self.accepts(document("1")))
  }

  @Test func `the objects inside have the schema's limits`() throws {
    let channels = try properties(#require(properties(schema)["vitalsGapMinutes"]))
    for (channel, property) in channels {
      try checkLimits(property) { document.merging(["vitalsGapMinutes": [channel: $0]]) { $1 } }
    }
    #expect(Set(channels.keys) == Set(MonitoredChannel.allCases.map(\.rawValue)))
    let items = try #require(properties(schema)["timedReadings"]?["items"] as? Object)
    let reading: Object = ["channel": "spo2", "afterStartMinutes": 5, "toleranceMinutes": 5]
    for (key, property) in try properties(items) where property["type"] as? String == "integer" {
      try checkLimits(property) { value in
        document.merging(["timedReadings": [reading.merging([key: value]) { $1 }]]) { $1 }
      }
    }
    for channel in try #require(properties(items)["channel"]?["enum"] as? [String]) {
      let one = reading.merging(["channel": channel]) { $1 }
      #expect(Self.accepts(document.merging(["timedReadings": [one]]) { $1 }))
    }
  }

  private func checkLimits(_ property: Object, _ document: (Any) -> Object) throws {
    let least = try #require(property["minimum"] as? Int)
    let most = try #require(property["maximum"] as? Int)
    #expect(Self.accepts(document(least)))
    #expect(Self.accepts(document(most)))
    #expect(!Self.accepts(document(least - 1)))
    #expect(!Self.accepts(document(most + 1)))
    #expect(!Self.accepts(document("\(least)")))
  }

  @Test func `lists take every term of the schema, each once, and no other`() throws {
    var checked = 0
    for (key, property) in try properties(schema) {
      guard let terms = (property["items"] as? Object)?["enum"] as? [String] else { continue }
      checked += 1
      #expect(Self.accepts(document.merging([key: terms]) { $1 }), "\(key)")
      for term in terms {
        #expect(Self.accepts(document.merging([key: [term]]) { $1 }), "\(key) takes \(term)")
        #expect(!Self.accepts(document.merging([key: [term, term]]) { $1 }))
      }
      #expect(!Self.accepts(document.merging([key: ["nonsense"]]) { $1 }))
      let mayBeEmpty = property["minItems"] as? Int == 0
      #expect(Self.accepts(document.merging([key: [String]()]) { $1 }) == mayBeEmpty, "\(key)")
    }
    #expect(checked == 4)
  }

  @Test func `a time zone's name has the schema's shape and length`() throws {
    let property = try #require(properties(schema)["timeZone"])
    let pattern = try Regex(try #require(property["pattern"] as? String))
    let most = try #require(property["maxLength"] as? Int)
    let names = [
      "UTC", "America/Chicago", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "../x", "/x", "x/",
      "x//y", "a/b/c/d", "a/b/c/d/e", ".", "x y", "1", "", "a\u{0}", "ä",
      String(repeating: "a", count: most), String(repeating: "a", count: most + 1),
    ]
    for name in names {
      let fits = try name.count <= most && pattern.wholeMatch(in: name) != nil
      #expect(Self.accepts(document.merging(["timeZone": name]) { $1 }) == fits, "\(name)")
    }
  }

  @Test func `texts have the schema's lengths`() throws {
    for key in ["name", "description"] {
      let most = try #require(properties(schema)[key]?["maxLength"] as? Int)
      #expect(Self.accepts(document.merging([key: String(repeating: "a", count: most)]) { $1 }))
      #expect(
        !Self.accepts(document.merging([key: String(repeating: "a", count: most + 1)]) { $1 }))
      #expect(!Self.accepts(document.merging([key: ""]) { $1 }))
    }
  }
}
