import ClinicalRecord
import Foundation
import Testing

@testable import Clinic

/// A profile is read strictly, by its schema.
struct ImportProfileTests {
  private static let document = """
    {
      "name": "tried",
      "description": "Tried.",
      "delimiter": "semicolon",
      "decimalSign": "comma",
      "quote": "double",
      "keepsBlanks": false,
      "commentPrefix": "#",
      "linesBeforeHeader": 2,
      "unitsLine": true,
      "parentheses": false,
      "off": ["--", "32767"],
      "required": ["spo2_percent"],
      "time": {
        "form": "date-and-clock",
        "columns": ["Time"],
        "dateOrder": "day-month-year",
        "clock": "24-hour"
      },
      "channels": {
        "heart_rate_bpm": { "columns": ["HR"], "units": ["bpm"] },
        "spo2_percent": { "columns": ["SpO2"], "units": ["%"], "off": ["127"] }
      }
    }
    """

  private static let refusals: [(replacing: String, by: String, saying: String)] = [
    ("\"tried\"", "\"Tried\"", "\"Tried\" at $.name; write lower-case letters"),
    ("\"tried\"", "\"\"", "0 characters at $.name"),
    ("\"Tried.\"", "3", "a number at $.description"),
    ("\"semicolon\"", "\"pipe\"", "\"pipe\" at $.delimiter; write a term that Schemas/import-pro"),
    ("\"delimiter\": \"semicolon\",", "", "no $.delimiter; add it, as Schemas/import-profile"),
    ("\"semicolon\"", "\"comma\"", "\"comma\" at $.decimalSign; write \"point\", or another"),
    ("\"decimalSign\": \"comma\"", "\"decimalSign\": \"dot\"", "\"dot\" at $.decimalSign"),
    ("\"quote\": \"double\"", "\"quote\": \"back\"", "\"back\" at $.quote"),
    ("\"keepsBlanks\": false", "\"keepsBlanks\": 0", "a number at $.keepsBlanks; write true or"),
    ("\"#\"", "\"\"", "0 characters at $.commentPrefix"),
    ("\"#\"", "\"2\"", "\"2\" at $.commentPrefix; write a sign that no row begins with"),
    ("\"#\"", "\"-\"", "\"-\" at $.commentPrefix"),
    ("\"#\"", "\";\"", "\";\" at $.commentPrefix"),
    ("\"#\"", "\"\\\"\"", "at $.commentPrefix"),
    ("\"linesBeforeHeader\": 2", "\"linesBeforeHeader\": 101", "101 at $.linesBeforeHeader"),
    ("\"linesBeforeHeader\": 2", "\"linesBeforeHeader\": 1.5", "1.5 at $.linesBeforeHeader"),
    ("\"unitsLine\": true", "\"header\": \"\"", "0 characters at $.header"),
    ("\"unitsLine\": true", "\"unitsLine\": \"yes\"", "a string at $.unitsLine"),
    (", \"units\": [\"bpm\"]", "", "no $.channels.heart_rate_bpm.units; add it"),
    ("\"parentheses\": false", "\"parentheses\": null", "null at $.parentheses"),
    ("[\"--\", \"32767\"]", "[]", "[] at $.off; write at least one text"),
    ("\"--\", \"32767\"", "\"--\", \"--\"", "\"--\" at $.off[1]; write each text once"),
    ("\"--\", \"32767\"", "\"--\", 32767", "a number at $.off[1]"),
    ("\"32767\"", "\"127\"", "\"127\" at $.off; write texts, and numbers that no patient has"),
    ("\"32767\"", "\"0.0\"", "\"0.0\" at $.off"),
    (
      "\"off\": [\"127\"]", "\"off\": [\"0\"]",
      "\"0\" at $.channels.spo2_percent.off; write another code than zero"
    ),
    (
      "\"required\": [\"spo2_percent\"]", "\"required\": [\"mean_mmhg\"]",
      "\"mean_mmhg\" at $.required[0]"
    ),
    ("\"required\": [\"spo2_percent\"]", "\"required\": []", "[] at $.required"),
    ("\"date-and-clock\"", "\"unix\"", "\"unix\" at $.time.form"),
    ("\"form\": \"date-and-clock\",", "", "no $.time.form"),
    ("\"date-and-clock\"", "\"iso-8601\"", "unknown key $.time.dateOrder; remove it or correct"),
    ("\"date-and-clock\"", "\"clock\"", "unknown key $.time.dateOrder"),
    ("\"dateOrder\": \"day-month-year\",", "", "no $.time.dateOrder"),
    ("\"day-month-year\"", "\"day-year-month\"", "\"day-year-month\" at $.time.dateOrder"),
    (",\n    \"clock\": \"24-hour\"", "", "no $.time.clock"),
    ("\"24-hour\"", "\"am-pm\"", "\"am-pm\" at $.time.clock"),
    ("\"columns\": [\"Time\"],", "", "no $.time.columns"),
    ("\"columns\": [\"Time\"]", "\"dateColumns\": [\"Date\"]", "no $.time.clockColumns"),
    (
      "\"columns\": [\"Time\"]", "\"columns\": [\"Time\"], \"clockColumns\": [\"C\"]",
      "unknown key $.time.columns; remove it or correct it, expected either it or dateColumns"
    ),
    (
      "\"columns\": [\"Time\"]", "\"dateColumns\": [\"D\"], \"clockColumns\": [\"D\"]",
      "\"D\" at $.time.clockColumns; write a name that no other column"
    ),
    ("[\"Time\"]", "\"Time\"", "a string at $.time.columns; write an array"),
    ("[\"Time\"]", "[\"HR\"]", "\"HR\" at $.channels.heart_rate_bpm.columns; write a name that no"),
    ("[\"SpO2\"]", "[\"SpO2\", \"HR\"]", "\"HR\" at $.channels.spo2_percent.columns"),
    ("[\"SpO2\"]", "[\"SpO2\", \"\"]", "0 characters at $.channels.spo2_percent.columns[1]"),
    ("\"columns\": [\"SpO2\"], ", "", "no $.channels.spo2_percent.columns"),
    ("\"heart_rate_bpm\": {", "\"temperature_cel\": {", "unknown key $.channels.temperature_cel"),
    ("\"units\": [\"%\"]", "\"unit\": [\"%\"]", "unknown key $.channels.spo2_percent.unit"),
    ("\"quote\": \"double\"", "\"quotes\": \"double\"", "unknown key $.quotes"),
    ("\"name\": \"tried\",", "\"name\": \"tried\", \"name\": \"tried\",", "$.name more than once"),
    ("\"tried\",", "\"tried\"", "the import profile is not JSON: at byte"),
  ]

  @Test(arguments: refusals.indices)
  func `a document that is no profile is refused by name`(row: Int) throws {
    let (replacing, by, saying) = Self.refusals[row]
    let changed = Self.document.replacing(replacing, with: by)
    try #require(changed != Self.document, "the row changes nothing")
    #expect {
      try ImportProfile(json: Array(changed.utf8))
    } throws: { error in
      "\(error)".hasPrefix("the import profile ") && "\(error)".contains(saying)
    }
  }

  @Test func `what a document says is what the profile is`() throws {
    let profile = try ImportProfile(json: Array(Self.document.utf8))
    #expect(profile.name == "tried" && profile.description == "Tried.")
    #expect(profile.delimiter == .semicolon && profile.decimalSign == .comma)
    #expect(profile.quote == .double && profile.commentPrefix == "#")
    #expect(profile.linesBeforeHeader == 2 && profile.hasUnitsLine && profile.header == nil)
    #expect(profile.time.form == .dateAndClock(.dayMonthYear, .twentyFourHours))
    #expect(profile.time.columns == [["Time"]])
    #expect(profile.channels.map(\.channel) == [.heartRate, .spo2])
    #expect(profile.channels.map(\.isRequired) == [false, true])
    #expect(!profile.needsStart)
  }

  typealias Object = [String: Any]

  private static func accepts(_ document: Object) -> Bool {
    guard let data = try? JSONSerialization.data(withJSONObject: document) else { return false }
    return (try? ImportProfile(json: [UInt8](data))) != nil
  }

  private static func object(_ bytes: Data) throws -> Object {
    try #require(try JSONSerialization.jsonObject(with: bytes) as? Object)
  }

  @Test func `schema and reader have the same keys, terms and limits`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Schemas/import-profile.schema.json")
    let schema = try Self.object(Data(contentsOf: path))
    let document = try Self.object(Data(Self.document.utf8))
    let properties = try #require(schema["properties"] as? [String: Object])
    let required = try #require(schema["required"] as? [String])
    #expect(Self.accepts(document) && schema["additionalProperties"] as? Bool == false)
    #expect(Set(properties.keys) == Set(document.keys).union(["header"]))
    for key in properties.keys {
      var without = document
      without[key] = nil
      // Without the decimal comma and the units there is nothing that needs another key.
      #expect(Self.accepts(without) == !required.contains(key), "\(key)")
    }
    var checked = 0
    for (key, property) in properties {
      for term in property["enum"] as? [String] ?? [] {
        var changed = document.merging(["decimalSign": "point"]) { $1 }
        changed[key] = term
        #expect(Self.accepts(changed), "\(key) takes \(term)")
        checked += 1
      }
      if let most = property["maxLength"] as? Int {
        let letters = key == "commentPrefix" ? "#" : "a"
        for length in [1, most] {
          let text = String(repeating: letters, count: length)
          #expect(Self.accepts(document.merging([key: text]) { $1 }), "\(key) of \(length)")
        }
        let long = String(repeating: letters, count: most + 1)
        #expect(!Self.accepts(document.merging([key: long]) { $1 }), "\(key) of \(most + 1)")
        checked += 1
      }
      if let most = property["maximum"] as? Int {
        #expect(Self.accepts(document.merging([key: most]) { $1 }))
        #expect(!Self.accepts(document.merging([key: most + 1]) { $1 }))
        checked += 1
      }
    }
    #expect(checked == 3 + 2 + 3 + 4 + 1)
    let channels = try #require(properties["channels"]?["properties"] as? Object)
    #expect(Set(channels.keys) == Set(VitalsChannel.ofRun.map(\.fieldName)))
    let items = try #require(properties["required"]?["items"] as? Object)
    #expect(Set(items["enum"] as? [String] ?? []) == Set(channels.keys))
  }

  @Test func `every form of a time that the schema lists is read`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Schemas/import-profile.schema.json")
    let schema = try Self.object(Data(contentsOf: path))
    let properties = try #require(schema["properties"] as? [String: Object])
    let definitions = try #require(schema["$defs"] as? [String: Object])
    let document = try Self.object(Data(Self.document.utf8))
    var forms: Set<String> = []
    for shape in try #require(properties["time"]?["oneOf"] as? [Object]) {
      let keys = try #require(shape["required"] as? [String])
      let form = try #require((shape["properties"] as? [String: Object])?["form"])
      let words = try form["enum"] as? [String] ?? [#require(form["const"] as? String)]
      for word in words {
        for clock in definitions["clock"]?["enum"] as? [String] ?? [] {
          for order in definitions["dateOrder"]?["enum"] as? [String] ?? [] {
            let every: Object = [
              "form": word, "columns": ["T"], "dateColumns": ["D"], "clockColumns": ["C"],
              "clock": clock, "dateOrder": order,
            ]
            let time = every.filter { keys.contains($0.key) }
            #expect(Self.accepts(document.merging(["time": time]) { $1 }), "\(time)")
            for key in keys {
              let less = time.filter { $0.key != key }
              #expect(!Self.accepts(document.merging(["time": less]) { $1 }), "\(less)")
            }
          }
        }
        forms.insert(word)
      }
    }
    #expect(forms.count == 6)
  }
}
