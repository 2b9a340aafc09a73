public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// The board and a day's list as JSON.
public enum BoardJSON {
  /// The board; throws what the encoder throws.
  public static func render(_ board: Board) throws -> String {
    try JSONText.render(
      BoardDocument(
        now: board.now.iso8601, treeSize: board.treeSize, treeRoot: board.treeRoot,
        visits: board.lines.map(VisitDocument.init),
        leftOpen: board.leftOpen.map(VisitDocument.init),
        setAside: SetAsideLine.all(board.setAside)))
  }

  /// A day's list.
  public static func render(_ schedule: DaySchedule) throws -> String {
    try JSONText.render(
      ScheduleDocument(
        date: schedule.date, treeSize: schedule.treeSize, treeRoot: schedule.treeRoot,
        lines: schedule.lines.map(ScheduleLine.init),
        setAside: SetAsideLine.all(schedule.setAside)))
  }

  private struct BoardDocument: Encodable {
    var now: String
    var treeSize: UInt64
    var treeRoot: String
    var visits: [VisitDocument]
    var leftOpen: [VisitDocument]
    var setAside: [SetAsideLine]?
  }

  private struct VisitDocument: Encodable {
    struct Vitals: Encodable {
      var occurred: String
      var sentence: String
      var alarms: [String]
    }

    struct Effect: Encodable {
      var effect: String
      var severity: UInt32
    }

    struct Owed: Encodable {
      var position: UInt64
      var what: String
    }

    var patient: PatientDocument
    var inChart: String
    var visit: UInt32
    var visitName: String
    var seats: [Int]
    var indication: String
    var infusion: InfusionDocument?
    var arrived: String
    var stage: String
    var stageMinutes: Int64
    // Left out where no infusion has started.
    var infusionMinutes: Int64?
    var plannedMinutes: UInt32?
    var orderedMg: Double?
    var givenMg: Double?
    var isGivenStated: Bool?
    var bolusMg: Double?
    var vitals: [Vitals]
    // Left out where nothing is watched.
    var vitalsDueMinutes: Int64?
    var vitalsDue: String?
    var sideEffects: [Effect]
    var openRisks: [UInt64]
    var reasonsOwed: [String]
    var owed: [Owed]

    init(_ line: Board.Line) {
      patient = PatientDocument(line.patient)
      inChart = line.chart.description
      visit = line.visitNumber
      visitName = line.visitName
      seats = line.seats
      indication = line.indication.words
      infusion = line.count.map(InfusionDocument.init)
      arrived = line.arrived.iso8601
      stage = line.stage.rawValue
      stageMinutes = line.stageMinutes
      infusionMinutes = line.infusion?.runningMinutes
      plannedMinutes = line.infusion?.plannedMinutes
      orderedMg = line.infusion?.orderedMg
      givenMg = line.infusion.map { ($0.givenMg * 100).rounded() / 100 }
      isGivenStated = line.infusion?.isGivenStated
      bolusMg = line.infusion?.bolusMg
      vitals = line.vitals.map {
        Vitals(occurred: $0.occurred.iso8601, sentence: $0.sentence, alarms: $0.alarms)
      }
      vitalsDueMinutes = line.vitalsDueMinutes
      vitalsDue = line.vitalsDueChannel?.rawValue
      sideEffects = line.sideEffects.map {
        Effect(effect: $0.effect.words, severity: $0.severity)
      }
      openRisks = line.openRisks
      reasonsOwed = line.reasonsOwed.map(\.rawValue)
      owed = line.owed.map { Owed(position: $0.position, what: $0.what) }
    }
  }

  private struct ScheduleDocument: Encodable {
    var date: String
    var treeSize: UInt64
    var treeRoot: String
    var lines: [ScheduleLine]
    var setAside: [SetAsideLine]?
  }

  private struct ScheduleLine: Encodable {
    var patient: PatientDocument
    /// Left out for who came without a date.
    var scheduled: String?
    var arrived: String?
    var indication: String
    var infusion: InfusionDocument?
    var state: String
    var visitName: String?

    init(_ line: DaySchedule.Line) {
      patient = PatientDocument(line.patient)
      scheduled = line.scheduled?.iso8601
      arrived = line.arrived?.iso8601
      indication = line.indication.words
      infusion = line.count.map(InfusionDocument.init)
      state = line.state.rawValue
      visitName = line.visitName
    }
  }
}

/// Which infusion of which course one is, inside another document.
struct InfusionDocument: Encodable {
  var number: Int
  /// Left out where nobody has planned how many there are to be.
  var plannedAtLeast: Int?
  var plannedAtMost: Int?
  var course: Int
  var isMaintenance: Bool
  var words: String

  init(_ count: InfusionCount) {
    number = count.number
    plannedAtLeast = count.planned?.lowerBound
    plannedAtMost = count.planned?.upperBound
    course = count.course
    isMaintenance = count.isMaintenance
    words = count.words
  }
}

/// A chart that an answer leaves out, inside another document.
struct SetAsideLine: Encodable {
  var chart: String
  var cause: String

  /// Nil where there is none.
  static func all(_ charts: [ChartSetAside]) -> [SetAsideLine]? {
    charts.isEmpty
      ? nil : charts.map { SetAsideLine(chart: $0.chart.description, cause: $0.cause) }
  }
}
