extension VitalsRun {
  /// Packs a monitor's rows: each channel beside the rows that have it, each with as many decimals
  /// as it needs.
  /// - Parameter rows: seconds after the run's occurred time, strictly ascending, the first 0; no
  ///   row is blank.
  /// - Throws: `malformed`, naming the row by its 1-based number.
  public init(
    rows: [(offsetSeconds: UInt32, reading: VitalsReading)]
  ) throws(Rejection) {
    self.init()
    for (index, row) in rows.enumerated() {
      try Expect.that(
        !row.reading.isEmpty, "row \(index + 1)", "at least one measured channel; leave it out")
    }
    offsetSeconds = rows.map(\.offsetSeconds)
    for channel in VitalsChannel.ofRun {
      self[channel] = try Self.pack(channel, rows.map { $0.reading[channel] })
    }
    try validate()
  }

  /// The rows as sets of vital signs, in time order.
  ///
  /// A run that is not well-formed gives what can be read of it: the ledger holds only runs that
  /// were validated.
  public func samples() -> [(offsetSeconds: UInt32, sample: VitalsSample)] {
    var samples = [VitalsSample](repeating: VitalsSample(), count: offsetSeconds.count)
    for channel in VitalsChannel.ofRun {
      guard let packed = self[channel] else { continue }
      packed.forEachValue(rowCount: samples.count) { row, value in
        samples[row].set(channel, to: value)
      }
    }
    return Array(zip(offsetSeconds, samples)).map { ($0, $1) }
  }

  /// A channel as packed; nil when no row has it.
  public internal(set) subscript(channel: VitalsChannel) -> Channel? {
    get {
      switch channel {
      case .heartRate: hasHeartRateBpm ? heartRateBpm : nil
      case .pulse: hasPulseBpm ? pulseBpm : nil
      case .respiratoryRate: hasRespiratoryRateBpm ? respiratoryRateBpm : nil
      case .spo2: hasSpo2Percent ? spo2Percent : nil
      case .systolic: hasSystolicMmhg ? systolicMmhg : nil
      case .diastolic: hasDiastolicMmhg ? diastolicMmhg : nil
      case .mean: hasMeanMmhg ? meanMmhg : nil
      case .temperature: nil
      }
    }
    set {
      guard let newValue else { return }
      switch channel {
      case .heartRate: heartRateBpm = newValue
      case .pulse: pulseBpm = newValue
      case .respiratoryRate: respiratoryRateBpm = newValue
      case .spo2: spo2Percent = newValue
      case .systolic: systolicMmhg = newValue
      case .diastolic: diastolicMmhg = newValue
      case .mean: meanMmhg = newValue
      case .temperature: break
      }
    }
  }

  private static func pack(
    _ channel: VitalsChannel, _ values: [ExactDecimal?]
  ) throws(Rejection) -> Channel? {
    let places = values.compactMap { $0?.decimalPlaces }.max()
    guard let places else { return nil }
    var packed = Channel()
    packed.decimalPlaces = UInt32(places)
    var rows: [UInt32] = []
    for (row, value) in values.enumerated() {
      guard let value else { continue }
      guard let scaled = value.scaled(toPlaces: places) else {
        throw .malformed(
          field: "\(channel.fieldName) of row \(row + 1)", value: nil,
          expected: "a number that fits 32 bits with \(places) decimals")
      }
      rows.append(UInt32(row))
      packed.scaled.append(scaled)
    }
    if rows.count < values.count { packed.rows = rows }
    return packed
  }
}

extension VitalsRun.Channel {
  /// Calls `body` with each row that has the channel and its value, in time order.
  func forEachValue(rowCount: Int, _ body: (_ row: Int, _ value: Double) -> Void) {
    for (index, scaled) in scaled.enumerated() {
      let row = rows.isEmpty ? index : index < rows.count ? Int(rows[index]) : rowCount
      guard row < rowCount,
        let value = ExactDecimal(scaled: scaled, decimalPlaces: Int(decimalPlaces))
      else { continue }
      body(row, value.doubleValue)
    }
  }
}

extension VitalsRun {
  /// - Throws: `malformed` unless the run unpacks to rows that all measured something, in time
  ///   order.
  func validate() throws(Rejection) {
    try Expect.that(
      offsetSeconds.first == 0, "run.offset_seconds", "at least one row, the first at offset 0")
    try Expect.that(
      zip(offsetSeconds, offsetSeconds.dropFirst()).allSatisfy { $0 < $1 }, "run.offset_seconds",
      "offsets in strictly ascending order")
    var isMeasured = [Bool](repeating: false, count: offsetSeconds.count)
    for channel in VitalsChannel.ofRun {
      guard let packed = self[channel] else { continue }
      try packed.validate("run.\(channel.fieldName)", rowCount: offsetSeconds.count)
      packed.forEachValue(rowCount: offsetSeconds.count) { row, _ in isMeasured[row] = true }
    }
    try Expect.that(
      isMeasured.allSatisfy { $0 }, "run", "a measured channel in every row; leave out blank rows")
  }
}

extension VitalsRun.Channel {
  fileprivate func validate(_ field: String, rowCount: Int) throws(Rejection) {
    try Expect.whole(
      decimalPlaces, "\(field).decimal_places", 0...UInt32(ExactDecimal.mostDecimalPlaces))
    try Expect.that(
      scaled.count == (rows.isEmpty ? rowCount : rows.count), "\(field).scaled",
      "one value for each row that the channel has")
    try Expect.that(
      zip(rows, rows.dropFirst()).allSatisfy { $0 < $1 } && rows.allSatisfy { $0 < rowCount },
      "\(field).rows", "row numbers under \(rowCount) in strictly ascending order")
  }
}

extension VitalsRun {
  /// "HR 58–75 · BP 110–130/60–80 · SpO2 91–99 %, 3 × device reported 0 · 2 suspect": each
  /// channel's range without a device's zeros and without what cannot be.
  func sentence() -> String {
    let samples = samples().map(\.sample)
    let parts =
      [
        range(.heartRate, samples), range(.pulse, samples), bloodPressure(samples),
        range(.spo2, samples), range(.respiratoryRate, samples),
      ].compactMap { $0 } + suspects(samples)
    return parts.joined(separator: " · ")
  }

  private func range(_ channel: VitalsChannel, _ samples: [VitalsSample]) -> String? {
    let readings = samples.map { $0.reading(channel) }
    let zeros = readings.count { $0 == .deviceReportedZero }
    let values = span(readings.compactMap(\.value).filter(channel.isPossible))
      .map { "\($0)\(channel.suffix)" }
    let reported = zeros == 0 ? nil : "\(zeros) × device reported 0"
    let words = [values, reported].compactMap { $0 }
    return words.isEmpty ? nil : "\(channel.label) \(words.joined(separator: ", "))"
  }

  private func bloodPressure(_ samples: [VitalsSample]) -> String? {
    func possible(_ channel: VitalsChannel) -> String? {
      span(samples.compactMap { $0[channel] }.filter(channel.isPossible))
    }
    let systolic = possible(.systolic)
    let diastolic = possible(.diastolic)
    let mean = possible(.mean).map { "mean \($0)" }
    guard systolic != nil || diastolic != nil else { return mean }
    return "BP \(systolic ?? "–")/\(diastolic ?? "–")\(mean.map { " (\($0))" } ?? "")"
  }

  private func suspects(_ samples: [VitalsSample]) -> [String] {
    let count = samples.count { sample in VitalsChannel.ofRun.contains { sample.isSuspect($0) } }
    return count == 0 ? [] : ["\(count) suspect"]
  }

  private func span(_ values: [Double]) -> String? {
    guard let least = values.min(), let most = values.max() else { return nil }
    return least == most
      ? Wording.number(least) : "\(Wording.number(least))–\(Wording.number(most))"
  }
}
