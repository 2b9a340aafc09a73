internal import StrictJSON

/// The profiles that come with the program, byte for byte the files under `Schemas/profiles/`.
enum ShippedProfiles {
  /// In the order in which they are listed.
  static let all: [[UInt8]] = [
    candor, candorComma, candorSemicolon, candorSemicolonComma, physionetBidmc, wfdbRdsamp,
    vitaldb, vitaldbTimestamps, philipsIntellivue, geDatex, geSemicolon, capnostream20p, petmap,
    medisana,
  ]

  /// `candor.json`.
  static let candor: [UInt8] = Array(
    #"""
    {
      "name": "candor",
      "description": "Candor's own file, read where no profile is named: these columns, in this order.",
      "delimiter": "comma",
      "keepsBlanks": true,
      "header": "time,heart_rate_bpm,pulse_bpm,respiratory_rate_bpm,spo2_percent,systolic_mmhg,diastolic_mmhg,mean_mmhg",
      "time": { "form": "iso-8601", "columns": ["time"] },
      "channels": {
        "heart_rate_bpm": { "columns": ["heart_rate_bpm"] },
        "pulse_bpm": { "columns": ["pulse_bpm"] },
        "respiratory_rate_bpm": { "columns": ["respiratory_rate_bpm"] },
        "spo2_percent": { "columns": ["spo2_percent"] },
        "systolic_mmhg": { "columns": ["systolic_mmhg"] },
        "diastolic_mmhg": { "columns": ["diastolic_mmhg"] },
        "mean_mmhg": { "columns": ["mean_mmhg"] }
      }
    }

    """#.utf8)

  /// `candor-comma.json`.
  static let candorComma: [UInt8] = Array(
    #"""
    {
      "name": "candor-comma",
      "description": "Candor's columns in any order, some of them, quoted or not, after lines that begin with #.",
      "delimiter": "comma",
      "decimalSign": "point",
      "quote": "double",
      "commentPrefix": "#",
      "time": { "form": "iso-8601", "columns": ["time"] },
      "channels": {
        "heart_rate_bpm": { "columns": ["heart_rate_bpm"] },
        "pulse_bpm": { "columns": ["pulse_bpm"] },
        "respiratory_rate_bpm": { "columns": ["respiratory_rate_bpm"] },
        "spo2_percent": { "columns": ["spo2_percent"] },
        "systolic_mmhg": { "columns": ["systolic_mmhg"] },
        "diastolic_mmhg": { "columns": ["diastolic_mmhg"] },
        "mean_mmhg": { "columns": ["mean_mmhg"] }
      }
    }

    """#.utf8)

  /// `candor-semicolon.json`.
  static let candorSemicolon: [UInt8] = Array(
    #"""
    {
      "name": "candor-semicolon",
      "description": "The same with semicolons between the fields and a decimal point.",
      "delimiter": "semicolon",
      "decimalSign": "point",
      "quote": "double",
      "commentPrefix": "#",
      "time": { "form": "iso-8601", "columns": ["time"] },
      "channels": {
        "heart_rate_bpm": { "columns": ["heart_rate_bpm"] },
        "pulse_bpm": { "columns": ["pulse_bpm"] },
        "respiratory_rate_bpm": { "columns": ["respiratory_rate_bpm"] },
        "spo2_percent": { "columns": ["spo2_percent"] },
        "systolic_mmhg": { "columns": ["systolic_mmhg"] },
        "diastolic_mmhg": { "columns": ["diastolic_mmhg"] },
        "mean_mmhg": { "columns": ["mean_mmhg"] }
      }
    }

    """#.utf8)

  /// `candor-semicolon-comma.json`.
  static let candorSemicolonComma: [UInt8] = Array(
    #"""
    {
      "name": "candor-semicolon-comma",
      "description": "The same as a spreadsheet saves it where decimals have a comma: semicolons between.",
      "delimiter": "semicolon",
      "decimalSign": "comma",
      "quote": "double",
      "commentPrefix": "#",
      "time": { "form": "iso-8601", "columns": ["time"] },
      "channels": {
        "heart_rate_bpm": { "columns": ["heart_rate_bpm"] },
        "pulse_bpm": { "columns": ["pulse_bpm"] },
        "respiratory_rate_bpm": { "columns": ["respiratory_rate_bpm"] },
        "spo2_percent": { "columns": ["spo2_percent"] },
        "systolic_mmhg": { "columns": ["systolic_mmhg"] },
        "diastolic_mmhg": { "columns": ["diastolic_mmhg"] },
        "mean_mmhg": { "columns": ["mean_mmhg"] }
      }
    }

    """#.utf8)
}

extension ImportProfile {
  /// The profiles that come with the program.
  public static var shipped: [ImportProfile] {
    get throws(JSONFieldDefect) {
      var profiles: [ImportProfile] = []
      for document in ShippedProfiles.all { profiles.append(try ImportProfile(json: document)) }
      return profiles
    }
  }

  /// Candor's own file: these columns, in this order.
  public static var own: ImportProfile {
    get throws(JSONFieldDefect) { try ImportProfile(json: ShippedProfiles.candor) }
  }
}
