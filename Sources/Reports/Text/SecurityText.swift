public import Clinic
internal import ClinicalRecord

/// The security report for a person: what was refused, opened, changed and verified.
public enum SecurityText {
  /// Sections in the order in which somebody has to act on them.
  public static func render(_ report: SecurityReport, style: TextStyle) -> String {
    let span =
      switch (report.fromDate, report.toDate) {
      case (nil, nil): "everything"
      case (let from?, nil): "from \(from)"
      case (nil, let to?): "up to \(to)"
      case (let from?, let to?): from == to ? from : "\(from) to \(to)"
      }
    return style.bold("Security, \(report.origin), \(span)") + "\n\n"
      + sections(report, style).joined(separator: "\n")
      + "\nComputed from \(report.treeSize) entries, root \(report.treeRoot)\n"
  }

  private static func sections(_ report: SecurityReport, _ style: TextStyle) -> [String] {
    let always = [
      emergencies(report, style),
      section("Refused sign-ins", ["entry", "recorded", "as", "host", "why"], style) {
        report.refusedSignIns.map {
          [place($0.mark), when($0.mark), who($0.actor, $0.handle), $0.host, $0.cause]
        }
      },
      section(
        "Refused acts", ["entry", "recorded", "who", "host", "chart", "act", "why"], style
      ) {
        report.refusedActs.map {
          [
            place($0.mark), when($0.mark), who($0.actor, $0.handle), $0.host,
            "\($0.chart?.prefix(8) ?? "–")", $0.act ?? "–", $0.cause,
          ]
        }
      },
      section("Standing and keys", ["entry", "recorded", "by", "who", "what"], style) {
        report.changes.map {
          [place($0.mark), when($0.mark), by($0.mark), who($0.actor, $0.handle), $0.sentence]
        }
      },
      section(
        "Verifications, backups, restores, erasures", ["entry", "recorded", "by", "what"], style
      ) {
        report.operations.map { [place($0.mark), when($0.mark), by($0.mark), $0.sentence] }
      },
      "Clock: " + lag(report.clockLag) + "\n",
    ]
    guard !report.clockJumps.isEmpty else { return always }
    let jumps = section(
      "Clock far ahead of the entry before", ["entry", "recorded", "by", "days"], style
    ) {
      report.clockJumps.map { [place($0.mark), when($0.mark), by($0.mark), "\($0.days)"] }
    }
    return always + [jumps]
  }

  private static func emergencies(_ report: SecurityReport, _ style: TextStyle) -> String {
    section("Emergency looks", ["entry", "opened", "by", "chart", "reviewed"], style) {
      report.emergencies.map { look in
        let review = look.reviewed.map { "\(when($0)) by \(by($0)), \(place($0))" }
        return [
          place(look.opened), when(look.opened), by(look.opened), "\(look.chart.prefix(8))",
          review ?? "not yet",
        ]
      }
    }
  }

  private static func section(
    _ title: String, _ headings: [String], _ style: TextStyle, rows: () -> [[String]]
  ) -> String {
    let rows = rows()
    guard !rows.isEmpty else { return "\(title): none\n" }
    var table = TextTable(headings)
    for row in rows { table.add(row) }
    return "\(title): \(rows.count)\n" + table.render(style)
  }

  private static func lag(_ lag: SecurityReport.ClockLag?) -> String {
    guard let lag else { return "no entry was moved past the clock by more than a second" }
    let most = ClockLagText.words(milliseconds: lag.largestMilliseconds)
    let isMore = lag.largestMilliseconds == .max
    let signed = (isMore ? lag.signed : nil).map {
      "; signed at \(TimeText.dateAndClock($0)) by its signer's clock"
    }
    return "\(lag.count) \(lag.count == 1 ? "entry was" : "entries were") moved past the clock by "
      + "more than a second, the most by \(most) (#\(lag.position)\(signed ?? ""))"
  }

  private static func place(_ mark: SecurityReport.Mark) -> String { "#\(mark.position)" }

  private static func when(_ mark: SecurityReport.Mark) -> String {
    TimeText.dateAndClock(
      TimeText.local(mark.recordedMicroseconds, utcOffsetMinutes: mark.utcOffsetMinutes))
  }

  private static func by(_ mark: SecurityReport.Mark) -> String { who(mark.actor, mark.handle) }

  private static func who(_ actor: UInt32, _ handle: String?) -> String {
    handle ?? "actor \(actor)"
  }
}
