public import Clinic
internal import ClinicalRecord
internal import Compliance
internal import Ledger

/// Lists for a person: patients, staff, history, projections.
public enum ListingText {
  /// One line a patient.
  public static func patients(_ listings: [RosterListing], style: TextStyle) -> String {
    guard !listings.isEmpty else { return "No patient fits.\n" }
    var table = TextTable([
      "record", "name", "born", "age", "visits", "newest visit", "chart",
    ])
    for listing in listings {
      let patient = listing.patient
      let newest = [
        listing.newestVisitDate, listing.newestVisitStage,
        listing.newestCount.map { "(\($0.words))" },
      ].compactMap(\.self)
      let leftOpen =
        listing.visitsLeftOpen.isEmpty
        ? "" : "; left open: \(listing.visitsLeftOpen.joined(separator: ", "))"
      table.add([
        ([patient.recordNumber] + listing.mergedRecordNumbers).joined(separator: ", "),
        patient.name + (listing.formerly.map { " (formerly \($0))" } ?? ""),
        patient.birthDate, patient.ageYears.map { "\($0)" } ?? "–", "\(listing.visits)",
        newest.joined(separator: " ") + leftOpen,
        "\(patient.chart.description.prefix(8))",
      ])
    }
    return table.render(style)
  }

  /// One line a member of staff.
  public static func staff(_ listings: [StaffListing], style: TextStyle) -> String {
    var table = TextTable([
      "actor", "sign-in name", "role", "standing", "charts", "credentials", "name",
    ])
    for listing in listings {
      let credentials = listing.credentials.map {
        "\($0.specialty.words) to \($0.validUntil)"
      }
      table.add([
        "\(listing.label.actor)", listing.label.handle, listing.label.role.words,
        listing.status.rawValue, listing.chartAccess?.rawValue ?? "–",
        credentials.joined(separator: "; "),
        listing.label.displayName,
      ])
    }
    return table.render(style)
  }

  /// One line a device, with the visit that it serves.
  public static func devices(_ listings: [StaffListing], style: TextStyle) -> String {
    guard !listings.isEmpty else { return "No device is enrolled.\n" }
    var table = TextTable(["actor", "sign-in name", "standing", "chart", "visit"])
    for listing in listings {
      table.add([
        "\(listing.label.actor)", listing.label.handle, listing.status.rawValue,
        "\(listing.served?.chart.description.prefix(8) ?? "–")",
        listing.served.map { "\($0.visitNumber)" } ?? "–",
      ])
    }
    return table.render(style)
  }

  /// One line a count, and their sum.
  public static func counts(
    _ counts: [HistoryCount], by key: HistoryCount.Key, style: TextStyle
  ) -> String {
    guard !counts.isEmpty else { return "No entry fits.\n" }
    var table = TextTable(["entries", key.rawValue])
    for count in counts { table.add(["\(count.count)", count.name]) }
    return table.render(style) + "\(counts.reduce(0) { $0 + $1.count }) entries\n"
  }

  /// One line a projection, with its digest.
  public static func projections(_ status: ProjectionsStatus, style: TextStyle) -> String {
    var table = TextTable(["projection", "version", "charts", "digest"])
    for line in status.lines {
      table.add([line.name, "\(line.version)", "\(line.partitions)", line.digest])
    }
    return "at \(status.position) of \(status.ledgerSize) entries, root \(status.root)\n"
      + table.render(style)
  }
}
