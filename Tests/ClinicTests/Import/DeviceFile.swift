import ClinicalRecord

/// A file as one device writes it, and what is in it, read by eye: of 2 November 2026, from 09:10.
struct DeviceFile: Sendable, CustomStringConvertible {
  var profile: String
  /// ISO 8601; nil where the file says its times itself.
  var start: String?
  var text: String
  var rows: [Row]
  /// By channel and code.
  var offCodes: [String: [String: Int]] = [:]
  var unread: [String] = []

  var description: String { profile }

  struct Row: Hashable, Sendable {
    /// Behind "2026-11-02T".
    var time: String
    var values: [VitalsChannel: Double]

    init(_ time: String, _ values: [VitalsChannel: Double]) {
      self.time = time
      self.values = values
    }
  }

  /// One for each profile that comes with the program.
  static let all: [DeviceFile] = ours + research + monitors + cuffs

  private static let ours = [
    DeviceFile(
      profile: "candor",
      text: """
        time,heart_rate_bpm,pulse_bpm,respiratory_rate_bpm,spo2_percent,systolic_mmhg,diastolic_mmhg,mean_mmhg
        2026-11-02T09:10:00-06:00,62.8,0,12.7,98,,,
        2026-11-02 09:11,,,,,120,80,93.5

        """,
      rows: [
        Row(
          "09:10:00-06:00", [.heartRate: 62.8, .pulse: 0, .respiratoryRate: 12.7, .spo2: 98]),
        Row("09:11:00-06:00", [.systolic: 120, .diastolic: 80, .mean: 93.5]),
      ]),
    DeviceFile(
      profile: "candor-comma",
      text: """
        # of the second monitor

        spo2_percent,time,"heart_rate_bpm", temperature_cel
        98,"2026-11-02T09:10",72,36.6
        # a pause
        "97", 2026-11-02T09:11 ,"73.5",36.6,

        """,
      rows: [
        Row("09:10-06:00", [.heartRate: 72, .spo2: 98]),
        Row("09:11-06:00", [.heartRate: 73.5, .spo2: 97]),
      ], unread: ["temperature_cel"]),
    DeviceFile(
      profile: "candor-semicolon",
      text: "time;heart_rate_bpm;spo2_percent\r\n2026-11-02T09:10;72.5;98\r\n",
      rows: [Row("09:10-06:00", [.heartRate: 72.5, .spo2: 98])]),
    DeviceFile(
      profile: "candor-semicolon-comma",
      text: "time;mean_mmhg;heart_rate_bpm\n2026-11-02T09:10;;72,5\n2026-11-02T09:12;93,25;\n",
      rows: [Row("09:10-06:00", [.heartRate: 72.5]), Row("09:12-06:00", [.mean: 93.25])]),
  ]

  private static let research = [
    DeviceFile(
      profile: "physionet-bidmc", start: "2026-11-02T09:10:00-06:00",
      text: """
        Time [s], HR, PULSE, RESP, SpO2
        0, 94, 93, 25, 97
        1, 94, NaN, 25, 97
        61, 95, 94, NaN, 0

        """,
      rows: [
        Row("09:10:00-06:00", [.heartRate: 94, .pulse: 93, .respiratoryRate: 25, .spo2: 97]),
        Row("09:10:01-06:00", [.heartRate: 94, .respiratoryRate: 25, .spo2: 97]),
        Row("09:11:01-06:00", [.heartRate: 95, .pulse: 94, .spo2: 0]),
      ], offCodes: ["pulse_bpm": ["NaN": 1], "respiratory_rate_bpm": ["NaN": 1]]),
    DeviceFile(
      profile: "wfdb-rdsamp", start: "2026-11-02T09:10:30-06:00",
      text: """
        'Elapsed time','HR','ABP SYS','NBP SYS','SpO2','CVP'
        'seconds','bpm','mmHg','mmHg','%','mmHg'
        0.000,72.000,-,120.000,98.000,5.000
        60.000,73.500,-,121.000,-,5.000

        """,
      rows: [
        Row("09:10:30-06:00", [.heartRate: 72, .systolic: 120, .spo2: 98]),
        Row("09:11:30-06:00", [.heartRate: 73.5, .systolic: 121]),
      ], offCodes: ["spo2_percent": ["-": 1]],
      // Of the two pressures the one that was measured.
      unread: ["ABP SYS", "CVP"]),
    DeviceFile(
      profile: "vitaldb", start: "2026-11-02T09:10-06:00",
      text: """
        Time,Solar8000/HR,Solar8000/PLETH_SPO2,Solar8000/NIBP_SBP,BIS/BIS
        0.0,72.0,99.0,,40.1
        120.0,73.0,nan,118.0,40.2

        """,
      rows: [
        Row("09:10-06:00", [.heartRate: 72, .spo2: 99]),
        Row("09:12-06:00", [.heartRate: 73, .systolic: 118]),
      ], offCodes: ["spo2_percent": ["nan": 1]], unread: ["BIS/BIS"]),
    DeviceFile(
      profile: "vitaldb-timestamps",
      // 15:10 UTC.
      text: "Time,Solar8000/HR\n1793632200.0,72.0\n1793632202.75,73.0\n",
      rows: [
        Row("09:10:00-06:00", [.heartRate: 72]), Row("09:10:02-06:00", [.heartRate: 73]),
      ]),
  ]

  private static let monitors = [
    DeviceFile(
      profile: "philips-intellivue",
      text: """
        Time,RelativeTime,NOM_PULS_OXIM_SAT_O2,NOM_PLETH_PULS_RATE,NOM_ECG_CARD_BEAT_RATE,NOM_RESP_RATE,NOM_PRESS_BLD_NONINV_SYS,NOM_PRESS_BLD_NONINV_DIA,NOM_PRESS_BLD_NONINV_MEAN,
        02-11-2026 09:10:05.480,1,98,72,73,14,-,-,-,
        02-11-2026 09:10:15.481,2,97,72,0,-,118,76,90,

        """,
      rows: [
        Row("09:10:05-06:00", [.spo2: 98, .pulse: 72, .heartRate: 73, .respiratoryRate: 14]),
        Row(
          "09:10:15-06:00",
          [.spo2: 97, .pulse: 72, .heartRate: 0, .systolic: 118, .diastolic: 76, .mean: 90]),
      ],
      offCodes: [
        "systolic_mmhg": ["-": 1], "diastolic_mmhg": ["-": 1], "mean_mmhg": ["-": 1],
        "respiratory_rate_bpm": ["-": 1],
      ], unread: ["RelativeTime"]),
    DeviceFile(
      profile: "ge-datex",
      // Begun anew in between, as the program does.
      text: """
        Time,ECG_HR,NIBP_Systolic,NIBP_Diastolic,NIBP_Mean,SpO2,ET_CO2,CO2_RR,RR
        02/11/2026 09:10:19,78,-,-,-,98,38,14,-
        Time,ECG_HR,NIBP_Systolic,NIBP_Diastolic,NIBP_Mean,SpO2,ET_CO2,CO2_RR,RR
        02/11/2026 09:12:24,78,118,76,90,-,38,13,-

        """,
      rows: [
        Row("09:10:19-06:00", [.heartRate: 78, .spo2: 98, .respiratoryRate: 14]),
        Row(
          "09:12:24-06:00",
          [.heartRate: 78, .systolic: 118, .diastolic: 76, .mean: 90, .respiratoryRate: 13]),
      ],
      offCodes: [
        "systolic_mmhg": ["-": 1], "diastolic_mmhg": ["-": 1], "mean_mmhg": ["-": 1],
        "spo2_percent": ["-": 1],
      ], unread: ["ET_CO2", "RR"]),
    DeviceFile(
      profile: "ge-semicolon",
      text: """
        Date;Time;HR;SpO2;NIBP Sys;T1
        02.11.2026;09:10:05;72,5;98;---;36,6
        02.11.2026;09:11:05;73;98 %;"118,0";36,6

        """,
      rows: [
        Row("09:10:05-06:00", [.heartRate: 72.5, .spo2: 98]),
        Row("09:11:05-06:00", [.heartRate: 73, .spo2: 98, .systolic: 118]),
      ], offCodes: ["systolic_mmhg": ["---": 1]], unread: ["T1"]),
    DeviceFile(
      profile: "capnostream-20p",
      text: """
        DATE\tTIME\tEtCO2\tFiCO2\tRR\tSpO2\tPR\tIPI
        11/02/26\t09:10:00\t38\t0\t14\t98\t72\t9
        11/02/2026\t9:10:30\t38\t0\t15\t--\t--\t9

        """,
      rows: [
        Row("09:10:00-06:00", [.respiratoryRate: 14, .spo2: 98, .pulse: 72]),
        Row("09:10:30-06:00", [.respiratoryRate: 15]),
      ], offCodes: ["spo2_percent": ["--": 1], "pulse_bpm": ["--": 1]],
      unread: ["EtCO2", "FiCO2", "IPI"]),
  ]

  private static let cuffs = [
    DeviceFile(
      profile: "petmap", start: "2026-11-02T09:00-06:00",
      text: """
        HR:MN:SC\tSys\tDys\t(MAP)\tHR\tTemp\tO2\tHR\tCO2\tRR
        09:10:24\t120\t078\t(092)\t072\t101.8\t98\t073\txx\txx
        09:11:54\t\t\t\t\t\t97\t074\t38\t14

        """,
      rows: [
        Row("09:10:24-06:00", [.systolic: 120, .diastolic: 78, .mean: 92, .pulse: 72, .spo2: 98]),
        Row("09:11:54-06:00", [.spo2: 97, .respiratoryRate: 14]),
      ], offCodes: ["respiratory_rate_bpm": ["xx": 1]], unread: ["Temp", "HR", "CO2"]),
    DeviceFile(
      profile: "medisana",
      text: """
        "Date-Time";"Systole";"Diastole";"Pulse";"Mood";"Activity";"Notes"
        "02.11.2026 - 09:10";"104 mmHg";"68 mmHg";"72 bpm";"0";"2";"  "
        "02.11.2026 - 09:20";"-- mmHg";"-- mmHg";"75 bpm";"0";"2";"\""he\"";she"

        """,
      rows: [
        Row("09:10-06:00", [.systolic: 104, .diastolic: 68, .pulse: 72]),
        Row("09:20-06:00", [.pulse: 75]),
      ], offCodes: ["systolic_mmhg": ["--": 1], "diastolic_mmhg": ["--": 1]],
      unread: ["Mood", "Activity", "Notes"]),
  ]
}
