/// What one sample says on one channel.
public enum ChannelReading: Hashable, Sendable {
  /// Not measured.
  case absent
  /// The device reported 0: neither a rate nor silence.
  case deviceReportedZero
  /// In the channel's unit.
  case value(Double)

  /// The measured value; nil for both of the others.
  public var value: Double? {
    if case .value(let value) = self { return value }
    return nil
  }
}

extension VitalsSample {
  /// The field as stated; nil when it was not measured.
  public subscript(channel: VitalsChannel) -> Double? {
    switch channel {
    case .heartRate: hasHeartRateBpm ? heartRateBpm : nil
    case .pulse: hasPulseBpm ? pulseBpm : nil
    case .respiratoryRate: hasRespiratoryRateBpm ? respiratoryRateBpm : nil
    case .spo2: hasSpo2Percent ? spo2Percent : nil
    case .systolic: hasSystolicMmhg ? systolicMmhg : nil
    case .diastolic: hasDiastolicMmhg ? diastolicMmhg : nil
    case .mean: hasMeanMmhg ? meanMmhg : nil
    case .temperature: hasTemperatureCel ? temperatureCel : nil
    }
  }

  /// The field with a 0 of heart rate, pulse or SpO2 told apart.
  public func reading(_ channel: VitalsChannel) -> ChannelReading {
    guard let value = self[channel] else { return .absent }
    return value == 0 && channel.zeroMeansNoSignal ? .deviceReportedZero : .value(value)
  }

  /// Whether it says nothing at all.
  public var isEmpty: Bool {
    VitalsChannel.allCases.allSatisfy { self[$0] == nil } && rhythm == .unspecified
      && !hasSedationRass && !hasSedationMoaas
  }

  /// Whether what it says on a channel is possible but strange.
  public func isSuspect(_ channel: VitalsChannel) -> Bool {
    guard let value = self[channel] else { return false }
    return channel.isSuspect(value, beside: channel.counterpart.flatMap { self[$0] })
  }

  /// RASS runs from −5 to +4.
  public static let possibleSedation: ClosedRange<Int32> = -5...4

  /// Whether the score is none of the scale's.
  public var isSedationSuspect: Bool {
    hasSedationRass && !Self.possibleSedation.contains(sedationRass)
  }

  /// MOAA/S runs from 0 to 5.
  public static let possibleAlertness: ClosedRange<UInt32> = 0...5

  /// Whether its MOAA/S score is none.
  public var isAlertnessSuspect: Bool {
    hasSedationMoaas && !Self.possibleAlertness.contains(sedationMoaas)
  }

  mutating func set(_ channel: VitalsChannel, to value: Double) {
    switch channel {
    case .heartRate: heartRateBpm = value
    case .pulse: pulseBpm = value
    case .respiratoryRate: respiratoryRateBpm = value
    case .spo2: spo2Percent = value
    case .systolic: systolicMmhg = value
    case .diastolic: diastolicMmhg = value
    case .mean: meanMmhg = value
    case .temperature: temperatureCel = value
    }
  }
}

extension VitalsSample {
  /// "HR 72 · BP 118/76 (mean 90) · SpO2 98 % · RR 14": what was measured and nothing else.
  /// - Parameter fromDevice: whether a 0 may be a device's "no signal".
  public func sentence(fromDevice: Bool) -> String {
    let parts = [
      words(.heartRate, fromDevice), words(.pulse, fromDevice), bloodPressure,
      words(.spo2, fromDevice), words(.respiratoryRate, fromDevice),
      words(.temperature, fromDevice), rhythmWords, sedationWords, alertnessWords,
    ]
    return parts.compactMap { $0 }.joined(separator: " · ")
  }

  private func words(_ channel: VitalsChannel, _ fromDevice: Bool) -> String? {
    guard let value = self[channel] else { return nil }
    let reported = fromDevice && reading(channel) == .deviceReportedZero
    let remark = reported ? " (device reported 0)" : isSuspect(channel) ? " (suspect)" : ""
    return "\(channel.label) \(Wording.number(value))\(channel.suffix)\(remark)"
  }

  private var bloodPressure: String? {
    let mean = self[.mean].map { "mean \(Wording.number($0))" }
    guard self[.systolic] != nil || self[.diastolic] != nil else { return mean }
    let pair = [self[.systolic], self[.diastolic]].map { $0.map(Wording.number) ?? "–" }
    let suspect = isSuspect(.systolic) || isSuspect(.diastolic) ? " (suspect)" : ""
    return "BP \(pair.joined(separator: "/"))\(mean.map { " (\($0))" } ?? "")\(suspect)"
  }

  private var rhythmWords: String? { rhythm == .unspecified ? nil : rhythm.words }

  private var sedationWords: String? {
    guard hasSedationRass else { return nil }
    let sign = sedationRass > 0 ? "+" : sedationRass < 0 ? "−" : ""
    return "RASS \(sign)\(sedationRass.magnitude)\(isSedationSuspect ? " (suspect)" : "")"
  }

  private var alertnessWords: String? {
    guard hasSedationMoaas else { return nil }
    return "MOAA/S \(sedationMoaas)\(isAlertnessSuspect ? " (suspect)" : "")"
  }
}

/// One set of vital signs at its own instant, whether it was stated alone or in a packed run.
public struct TimedSample: Sendable {
  public var sample: VitalsSample
  /// The time of this sample; the precision is that of the event.
  public var occurred: ClinicalTime
  public var source: VitalsSampled.Source
  /// The entry that it stands in.
  public var position: UInt64
  public var recordedMicroseconds: Int64
  public var actor: UInt32

  /// What the sample says on a channel.
  public func reading(_ channel: VitalsChannel) -> ChannelReading { sample.reading(channel) }
}

extension Visit {
  /// Every set of vital signs of the visit in the order in which it was measured, runs unpacked;
  /// what has the same instant stays in ledger order.
  public func samples() -> [TimedSample] {
    vitals.inOrder().map { entry, reading in
      TimedSample(
        sample: vitals.sample(of: reading), occurred: entry.time(of: reading),
        source: entry.source, position: entry.position,
        recordedMicroseconds: entry.recordedMicroseconds, actor: entry.actor)
    }
  }
}

extension VitalsLog {
  /// The newest of everything that was measured, the newest first: a sample for each time, with
  /// what nothing newer says.
  public func newest() -> [TimedSample] {
    var newest: [Measured: (entry: Entry, reading: Reading)] = [:]
    for entry in entries {
      for reading in readings[entry.readings] {
        let time = entry.time(of: reading).unixMicroseconds
        for measured in Measured.all(in: reading) {
          if let known = newest[measured],
            known.entry.time(of: known.reading).unixMicroseconds > time
          {
            continue
          }
          newest[measured] = (entry, reading)
        }
      }
    }
    let places = Dictionary(grouping: newest) { Place($0.value.entry, $0.value.reading) }
    return places.map { place, measured in
      let (entry, reading) = measured[0].value
      var sample = VitalsSample()
      let whole = self.sample(of: reading)
      for (what, _) in measured {
        switch what {
        case .channel(let channel): if let value = whole[channel] { sample.set(channel, to: value) }
        case .rhythm: sample.rhythm = whole.rhythm
        case .rass: sample.sedationRass = whole.sedationRass
        case .moaas: sample.sedationMoaas = whole.sedationMoaas
        }
      }
      return TimedSample(
        sample: sample, occurred: entry.time(of: reading), source: entry.source,
        position: entry.position, recordedMicroseconds: entry.recordedMicroseconds,
        actor: entry.actor)
    }.sorted {
      ($0.occurred.unixMicroseconds, $0.position) > ($1.occurred.unixMicroseconds, $1.position)
    }
  }

  /// What a reading may say.
  private enum Measured: Hashable {
    case channel(VitalsChannel)
    case rhythm, rass, moaas

    static func all(in reading: Reading) -> [Measured] {
      VitalsChannel.allCases.filter { reading.measured.contains(Channels($0)) }.map(
        Measured.channel)
        + (reading.rhythm == .unspecified ? [] : [.rhythm])
        + (reading.sedationRass == nil ? [] : [.rass])
        + (reading.sedationMoaas == nil ? [] : [.moaas])
    }
  }

  private struct Place: Hashable {
    var position: UInt64
    var offsetSeconds: UInt32

    init(_ entry: Entry, _ reading: Reading) {
      position = entry.position
      offsetSeconds = reading.offsetSeconds
    }
  }

  /// The readings in the order of their times, those of one instant in ledger order.
  ///
  /// - Parameter source: nil: of any.
  fileprivate func inOrder(
    from source: VitalsSampled.Source? = nil
  ) -> [(entry: Entry, reading: Reading)] {
    var found: [(entry: Entry, reading: Reading)] = []
    found.reserveCapacity(readings.count)
    for entry in entries where source == nil || entry.source == source {
      for reading in readings[entry.readings] { found.append((entry, reading)) }
    }
    return found.enumerated().sorted { left, right in
      let before = left.element.entry.time(of: left.element.reading).unixMicroseconds
      let after = right.element.entry.time(of: right.element.reading).unixMicroseconds
      return before == after ? left.offset < right.offset : before < after
    }.map(\.element)
  }

  /// Whether two readings give a channel different values.
  fileprivate func contradicts(_ one: Reading, _ other: Reading) -> Bool {
    VitalsChannel.allCases.contains { channel in
      guard let first = value(of: channel, in: one), let second = value(of: channel, in: other)
      else { return false }
      return first != second
    }
  }
}

extension Visit {
  /// Entries of a monitor's that say, for one instant and channel, something else than another one
  /// does: both are kept, and neither is believed more.
  ///
  /// By position, each with the positions of the others, ascending.
  public func conflictingSamples() -> [UInt64: [UInt64]] {
    var conflicts: [UInt64: Set<UInt64>] = [:]
    let monitored = vitals.inOrder(from: .monitor)
    func instant(_ index: Int) -> Int64 {
      monitored[index].entry.time(of: monitored[index].reading).unixMicroseconds
    }
    var first = monitored.startIndex
    while first < monitored.endIndex {
      let start = instant(first)
      let end = (first..<monitored.endIndex).first { instant($0) != start } ?? monitored.endIndex
      let together = monitored[first..<end]
      first = end
      guard together.count > 1 else { continue }
      for (one, other) in together.pairs where vitals.contradicts(one.reading, other.reading) {
        conflicts[one.entry.position, default: []].insert(other.entry.position)
        conflicts[other.entry.position, default: []].insert(one.entry.position)
      }
    }
    return conflicts.mapValues { $0.sorted() }
  }
}

extension ArraySlice {
  fileprivate var pairs: [(Element, Element)] {
    indices.flatMap { index in self[(index + 1)...].map { (self[index], $0) } }
  }
}
