internal import Foundation

/// What was planted in a visit, as it is written beside the data: one line of JSON.
///
/// All of it is literal: what the clinic's sentence says of what was done, and nothing that the
/// program works out.
struct Plant: Codable, Hashable {
  /// "S5".
  var rule: String
  /// As every report words it.
  var verdict: PlantedVerdict
  /// The chart's record number.
  var patient: String
  var visit: Int
  /// The local day of the infusion, YYYY-MM-DD.
  var date: String
  /// What was done: "the last solid food 6 h 00 min 00 s before the start".
  var did: String
  var side: Side

  /// Where it lies beside the limit that the clinic's sentence names.
  enum Side: String, Codable {
    case at = "at the limit"
    case within = "a second within"
    case beyond = "a second beyond"
    case minuteAt = "at the limit, known to the minute"
    case minuteBeyond = "a minute beyond, known to the minute"
    /// A number of another unit: a dose, a score, a day.
    case stepWithin = "a step within"
    case stepBeyond = "a step beyond"
    case none = "no limit"
  }
}

/// The words of a report's verdicts.
enum PlantedVerdict: String, Codable, CaseIterable {
  case met
  case late = "met on late evidence"
  case deviation = "deviation (contrary evidence)"
  case missing = "deviation (missing evidence)"
  case noted
  case notYetDue = "not yet due"
  case notApplicable = "not applicable"

  /// What a visit without any plant may be found to be.
  var isQuiet: Bool {
    switch self {
    case .met, .notApplicable: true
    case .late, .deviation, .missing, .noted, .notYetDue: false
    }
  }
}

/// The verdicts that a rule can come to of what can be recorded: what has to be planted.
enum ReachedVerdicts {
  static let all: [(rule: String, verdicts: [PlantedVerdict])] = [
    ("S1", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S2", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S3", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S4", [.met, .noted, .notApplicable]),
    ("S5", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S6", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S7", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S8", [.met, .late, .missing, .notYetDue, .notApplicable]),
    ("S9", [.met, .late, .noted, .notYetDue, .notApplicable]),
    ("S10", [.met, .deviation, .noted, .notYetDue, .notApplicable]),
    ("S11", [.met, .deviation, .noted, .notYetDue, .notApplicable]),
    ("S12", [.met, .noted, .notYetDue, .notApplicable]),
    ("S13", [.met, .late, .deviation, .missing, .noted, .notYetDue, .notApplicable]),
    ("S14", [.met, .late, .deviation, .missing, .noted, .notYetDue, .notApplicable]),
    ("S15", [.met, .deviation, .missing, .noted, .notYetDue, .notApplicable]),
    ("S16", [.met, .late, .deviation, .missing, .noted, .notYetDue, .notApplicable]),
    ("S17", [.met, .late, .missing, .noted, .notYetDue, .notApplicable]),
    ("S18", [.met, .late, .deviation, .missing, .noted, .notYetDue, .notApplicable]),
    ("S19", [.met, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S20", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S21", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S22", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S23", [.met, .deviation, .notYetDue, .notApplicable]),
    ("S24", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S25", [.met, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S26", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S27", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
    ("S28", [.met, .late, .deviation, .missing, .notYetDue, .notApplicable]),
  ]
}

/// The file of plants.
enum PlantFile {
  /// Adds lines at the end.
  static func append(_ plants: [Plant], to handle: FileHandle) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var lines = Data()
    for plant in plants {
      lines += try encoder.encode(plant)
      lines.append(UInt8(ascii: "\n"))
    }
    try handle.write(contentsOf: lines)
  }

  static func read(_ path: String) throws -> [Plant] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n")).map {
      try decoder.decode(Plant.self, from: Data($0))
    }
  }
}
