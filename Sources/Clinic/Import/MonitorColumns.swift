internal import ClinicalRecord

/// Which columns of a device's file are read, and as what.
struct MonitorColumns {
  /// A column that is read.
  struct Column {
    var index: Int
    /// Its name, which the profile knows.
    var name: String
  }

  /// As many as the header names.
  var count: Int { header.count }
  private let header: [String]
  /// One, or the date's and the clock's.
  private(set) var time: [Column] = []
  private(set) var channels: [(channel: ImportProfile.Channel, column: Column)] = []
  /// What is not read, by its name in the file.
  private(set) var unread: [String] = []
  /// What keeps the file from being read.
  private(set) var problems: [MonitorFileProblem] = []

  /// - Parameters:
  ///   - header: the fields of the header.
  ///   - line: of the header, from 1.
  ///   - hasValue: whether some row has a value in a column. Where a file has several of the names
  ///     of a channel, the first that has one is read.
  init(
    header: [String], line: Int, as profile: ImportProfile,
    hasValue: (Column, ImportProfile.Channel) -> Bool
  ) {
    var names = header
    // A delimiter at the end of the line makes no column.
    while names.count > 1, names.last == "" { names.removeLast() }
    self.header = names
    let known = profile.columnNames
    let places = Dictionary(grouping: names.indices) { names[$0] }
    for (name, places) in places.sorted(by: { $0.value[0] < $1.value[0] }) where name != "" {
      if known.contains(Self.numbered(name, 1)) {
        for (number, place) in places.enumerated() {
          names[place] = Self.numbered(name, number + 1)
        }
      } else if places.count > 1 {
        let told = known.contains(name) ? " (\(name))" : ""
        problems.append(
          MonitorFileProblem(
            line: line,
            what: "column \(places[1] + 1) has the same name as column \(places[0] + 1)\(told); "
              + "which of them counts is not told"))
      }
    }
    func find(_ wanted: [String]) -> [Column] {
      wanted.compactMap { name in
        names.firstIndex(of: name).map { Column(index: $0, name: name) }
      }
    }
    for wanted in profile.time.columns {
      if let column = find(wanted).first {
        time.append(column)
      } else {
        problems.append(Self.missing(wanted, "the time", line))
      }
    }
    for channel in profile.channels {
      let found = find(channel.columns)
      let read = found.count > 1 ? found.first(where: { hasValue($0, channel) }) : nil
      if let column = read ?? found.first {
        channels.append((channel, column))
      } else if channel.isRequired {
        problems.append(Self.missing(channel.columns, channel.channel.fieldName, line))
      }
    }
    if channels.isEmpty, problems.isEmpty {
      problems.append(Self.missing(profile.channels.flatMap(\.columns), "any channel", line))
    }
    let read = Set(time.map(\.index) + channels.map { $0.column.index })
    unread = names.indices.filter { !read.contains($0) }.map {
      self.header[$0].isEmpty ? "column \($0 + 1)" : self.header[$0]
    }
  }

  /// Whether these fields are the header's.
  func isHeader(_ fields: [String]) -> Bool { fields == header }

  /// What keeps a line of units from being believed.
  ///
  /// - Parameters:
  ///   - units: its fields.
  ///   - line: from 1.
  func problems(ofUnits units: [String], line: Int) -> [MonitorFileProblem] {
    channels.compactMap { channel, column in
      let unit = units.indices.contains(column.index) ? units[column.index] : ""
      if unit.isEmpty || channel.units.contains(unit) { return nil }
      return MonitorFileProblem(
        line: line,
        what: "\(column.name): its unit is not one of \(channel.units.joined(separator: ", "))")
    }
  }

  /// As a profile tells two columns of one name apart: "HR[2]" is the second.
  private static func numbered(_ name: String, _ number: Int) -> String { "\(name)[\(number)]" }

  private static func missing(
    _ names: [String], _ what: String, _ line: Int
  ) -> MonitorFileProblem {
    let shown = names.prefix(6).joined(separator: ", ") + (names.count > 6 ? ", …" : "")
    return MonitorFileProblem(
      line: line,
      what: "no column for \(what); expected one that is called \(names.count > 1 ? "one of " : "")"
        + shown)
  }
}
