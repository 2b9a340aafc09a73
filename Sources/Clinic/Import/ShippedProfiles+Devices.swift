/// What devices, and the programs that read them, write.
extension ShippedProfiles {
  /// `physionet-bidmc.json`.
  static let physionetBidmc: [UInt8] = Array(
    #"""
    {
      "name": "physionet-bidmc",
      "description": "PhysioNet BIDMC numerics: Time [s], HR, PULSE, RESP, SpO2; seconds from --start.",
      "delimiter": "comma",
      "off": ["NaN"],
      "time": { "form": "elapsed-seconds", "columns": ["Time [s]"] },
      "channels": {
        "heart_rate_bpm": { "columns": ["HR"] },
        "pulse_bpm": { "columns": ["PULSE"] },
        "respiratory_rate_bpm": { "columns": ["RESP"] },
        "spo2_percent": { "columns": ["SpO2"] }
      }
    }

    """#.utf8)

  /// `wfdb-rdsamp.json`.
  static let wfdbRdsamp: [UInt8] = Array(
    #"""
    {
      "name": "wfdb-rdsamp",
      "description": "WFDB rdsamp -c -v -p of numerics: a line of units, single quotes; seconds from --start.",
      "delimiter": "comma",
      "quote": "single",
      "unitsLine": true,
      "off": ["-"],
      "time": { "form": "elapsed-seconds", "columns": ["Elapsed time"] },
      "channels": {
        "heart_rate_bpm": { "columns": ["HR"], "units": ["bpm", "BPM", "/min"] },
        "pulse_bpm": { "columns": ["PULSE"], "units": ["bpm", "BPM", "/min"] },
        "respiratory_rate_bpm": { "columns": ["RESP"], "units": ["pm", "bpm", "BPM", "/min"] },
        "spo2_percent": { "columns": ["SpO2", "SPO2"], "units": ["%"] },
        "systolic_mmhg": {
          "columns": ["ABP SYS", "ABPSys", "ABP Sys", "NBP SYS", "NBPSys", "NBP Sys"],
          "units": ["mmHg"]
        },
        "diastolic_mmhg": {
          "columns": ["ABP DIAS", "ABPDias", "ABP Dias", "NBP DIAS", "NBPDias", "NBP Dias"],
          "units": ["mmHg"]
        },
        "mean_mmhg": {
          "columns": ["ABP MEAN", "ABPMean", "ABP Mean", "NBP MEAN", "NBPMean", "NBP Mean"],
          "units": ["mmHg"]
        }
      }
    }

    """#.utf8)

  /// `vitaldb.json`.
  static let vitaldb: [UInt8] = Array(
    #"""
    {
      "name": "vitaldb",
      "description": "VitalDB as CSV, one row a second or slower: Time,Solar8000/HR,…; seconds from --start.",
      "delimiter": "comma",
      "quote": "double",
      "off": ["NaN", "nan", "-nan(ind)"],
      "time": { "form": "elapsed-seconds", "columns": ["Time"] },
      "channels": {
        "heart_rate_bpm": { "columns": ["Solar8000/HR"] },
        "pulse_bpm": { "columns": ["Solar8000/PLETH_HR"] },
        "respiratory_rate_bpm": {
          "columns": ["Solar8000/RR", "Solar8000/RR_CO2", "Solar8000/VENT_RR"]
        },
        "spo2_percent": { "columns": ["Solar8000/PLETH_SPO2"] },
        "systolic_mmhg": { "columns": ["Solar8000/ART_SBP", "Solar8000/NIBP_SBP"] },
        "diastolic_mmhg": { "columns": ["Solar8000/ART_DBP", "Solar8000/NIBP_DBP"] },
        "mean_mmhg": { "columns": ["Solar8000/ART_MBP", "Solar8000/NIBP_MBP"] }
      }
    }

    """#.utf8)

  /// `vitaldb-timestamps.json`.
  static let vitaldbTimestamps: [UInt8] = Array(
    #"""
    {
      "name": "vitaldb-timestamps",
      "description": "The same with Time as a timestamp: seconds since 1970.",
      "delimiter": "comma",
      "quote": "double",
      "off": ["NaN", "nan", "-nan(ind)"],
      "time": { "form": "epoch-seconds", "columns": ["Time"] },
      "channels": {
        "heart_rate_bpm": { "columns": ["Solar8000/HR"] },
        "pulse_bpm": { "columns": ["Solar8000/PLETH_HR"] },
        "respiratory_rate_bpm": {
          "columns": ["Solar8000/RR", "Solar8000/RR_CO2", "Solar8000/VENT_RR"]
        },
        "spo2_percent": { "columns": ["Solar8000/PLETH_SPO2"] },
        "systolic_mmhg": { "columns": ["Solar8000/ART_SBP", "Solar8000/NIBP_SBP"] },
        "diastolic_mmhg": { "columns": ["Solar8000/ART_DBP", "Solar8000/NIBP_DBP"] },
        "mean_mmhg": { "columns": ["Solar8000/ART_MBP", "Solar8000/NIBP_MBP"] }
      }
    }

    """#.utf8)

  /// `philips-intellivue.json`.
  static let philipsIntellivue: [UInt8] = Array(
    #"""
    {
      "name": "philips-intellivue",
      "description": "Philips IntelliVue through VSCaptureMP: Time as dd-mm-yyyy, NOM_… columns, - for off.",
      "delimiter": "comma",
      "off": ["-", "--"],
      "time": {
        "form": "date-and-clock",
        "columns": ["Time"],
        "dateOrder": "day-month-year",
        "clock": "24-hour"
      },
      "channels": {
        "heart_rate_bpm": { "columns": ["NOM_ECG_CARD_BEAT_RATE"] },
        "pulse_bpm": { "columns": ["NOM_PLETH_PULS_RATE", "NOM_PULS_OXIM_PULS_RATE", "NOM_PULS_RATE"] },
        "respiratory_rate_bpm": { "columns": ["NOM_RESP_RATE", "NOM_AWAY_RESP_RATE"] },
        "spo2_percent": { "columns": ["NOM_PULS_OXIM_SAT_O2"] },
        "systolic_mmhg": {
          "columns": [
            "NOM_PRESS_BLD_ART_ABP_SYS", "NOM_PRESS_BLD_ART_SYS", "NOM_PRESS_BLD_NONINV_SYS"
          ]
        },
        "diastolic_mmhg": {
          "columns": [
            "NOM_PRESS_BLD_ART_ABP_DIA", "NOM_PRESS_BLD_ART_DIA", "NOM_PRESS_BLD_NONINV_DIA"
          ]
        },
        "mean_mmhg": {
          "columns": [
            "NOM_PRESS_BLD_ART_ABP_MEAN", "NOM_PRESS_BLD_ART_MEAN", "NOM_PRESS_BLD_NONINV_MEAN"
          ]
        }
      }
    }

    """#.utf8)

  /// `ge-datex.json`.
  static let geDatex: [UInt8] = Array(
    #"""
    {
      "name": "ge-datex",
      "description": "GE Datex-Ohmeda S/5 through VSCapture: Time,ECG_HR,…, dates day/month/year, - for off.",
      "delimiter": "comma",
      "off": ["-"],
      "time": {
        "form": "date-and-clock",
        "columns": ["Time"],
        "dateOrder": "day-month-year",
        "clock": "24-hour"
      },
      "channels": {
        "heart_rate_bpm": { "columns": ["ECG_HR"] },
        "respiratory_rate_bpm": { "columns": ["CO2_RR", "RR"] },
        "spo2_percent": { "columns": ["SpO2"] },
        "systolic_mmhg": { "columns": ["NIBP_Systolic"] },
        "diastolic_mmhg": { "columns": ["NIBP_Diastolic"] },
        "mean_mmhg": { "columns": ["NIBP_Mean"] }
      }
    }

    """#.utf8)

  /// `ge-semicolon.json`.
  static let geSemicolon: [UInt8] = Array(
    #"""
    {
      "name": "ge-semicolon",
      "description": "GE numerics saved where decimals have a comma: semicolons, dd.mm.yyyy in Date and Time.",
      "delimiter": "semicolon",
      "decimalSign": "comma",
      "quote": "double",
      "off": ["-", "--", "---"],
      "time": {
        "form": "date-and-clock",
        "dateColumns": ["Date"],
        "clockColumns": ["Time"],
        "dateOrder": "day-month-year",
        "clock": "24-hour"
      },
      "channels": {
        "heart_rate_bpm": {
          "columns": ["HR", "ECG HR", "ECG_HR", "Heart Rate(/min)"], "units": ["/min", "bpm"]
        },
        "pulse_bpm": { "columns": ["PR", "SpO2 PR", "Pulse"], "units": ["/min", "bpm"] },
        "respiratory_rate_bpm": {
          "columns": ["RR", "CO2 RR", "CO2_RR", "Resp"], "units": ["/min", "bpm"]
        },
        "spo2_percent": { "columns": ["SpO2", "SpO2(%)"], "units": ["%"] },
        "systolic_mmhg": {
          "columns": ["NIBP Sys", "NIBP_Systolic", "Systolic BP(mmHg)"], "units": ["mmHg"]
        },
        "diastolic_mmhg": {
          "columns": ["NIBP Dia", "NIBP_Diastolic", "Diastolic BP(mmHg)"], "units": ["mmHg"]
        },
        "mean_mmhg": {
          "columns": ["NIBP Mean", "NIBP_Mean", "Mean BP(mmHg)"], "units": ["mmHg"]
        }
      }
    }

    """#.utf8)

  /// `capnostream-20p.json`.
  static let capnostream20p: [UInt8] = Array(
    #"""
    {
      "name": "capnostream-20p",
      "description": "Capnostream 20p tabular report: tabs, DATE (month first) and TIME, EtCO2 … left out.",
      "delimiter": "tab",
      "off": ["-", "--", "---"],
      "time": {
        "form": "date-and-clock",
        "dateColumns": ["DATE"],
        "clockColumns": ["TIME"],
        "dateOrder": "month-day-year",
        "clock": "24-hour"
      },
      "channels": {
        "pulse_bpm": { "columns": ["PR"] },
        "respiratory_rate_bpm": { "columns": ["RR"] },
        "spo2_percent": { "columns": ["SpO2", "SPO2"] }
      }
    }

    """#.utf8)

  /// `petmap.json`.
  static let petmap: [UInt8] = Array(
    #"""
    {
      "name": "petmap",
      "description": "petMAP+ text file, tabs: HR:MN:SC without a date (--start says the day), xx for off.",
      "delimiter": "tab",
      "parentheses": true,
      "off": ["xx"],
      "time": { "form": "clock", "columns": ["HR:MN:SC"], "clock": "24-hour" },
      "channels": {
        "pulse_bpm": { "columns": ["HR[1]", "HR[2]"] },
        "respiratory_rate_bpm": { "columns": ["RR"] },
        "spo2_percent": { "columns": ["O2"] },
        "systolic_mmhg": { "columns": ["Sys"] },
        "diastolic_mmhg": { "columns": ["Dys", "Dia"] },
        "mean_mmhg": { "columns": ["(MAP)", "MAP"] }
      }
    }

    """#.utf8)

  /// `medisana.json`.
  static let medisana: [UInt8] = Array(
    #"""
    {
      "name": "medisana",
      "description": "Medisana VitaDock blood pressures: semicolons, quotes, dd.mm.yyyy - hh:mm, 104 mmHg.",
      "delimiter": "semicolon",
      "quote": "double",
      "off": ["-", "--"],
      "time": {
        "form": "date-and-clock",
        "columns": ["Date-Time", "Date", "Datum", "Datum-Zeit"],
        "dateOrder": "day-month-year",
        "clock": "24-hour"
      },
      "required": ["systolic_mmhg", "diastolic_mmhg"],
      "channels": {
        "pulse_bpm": { "columns": ["Pulse", "Puls"], "units": ["bpm"] },
        "systolic_mmhg": { "columns": ["Systole", "Systolic"], "units": ["mmHg"] },
        "diastolic_mmhg": { "columns": ["Diastole", "Diastolic"], "units": ["mmHg"] }
      }
    }

    """#.utf8)
}
