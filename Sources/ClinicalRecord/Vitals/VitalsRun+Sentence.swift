extension VitalsRun {
  /// "HR 58–75 · BP 110–130/60–80 · SpO2 91–99 %, 3 × device reported 0": each channel's range
  /// without a device's zeros.
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
    let values = span(readings.compactMap(\.value)).map { "\($0)\(channel.suffix)" }
    let reported = zeros == 0 ? nil : "\(zeros) × device reported 0"
    let words = [values, reported].compactMap { $0 }
    return words.isEmpty ? nil : "\(channel.label) \(words.joined(separator: ", "))"
  }

  private func bloodPressure(_ samples: [VitalsSample]) -> String? {
    let systolic = span(samples.compactMap { $0[.systolic] })
    let diastolic = span(samples.compactMap { $0[.diastolic] })
    let mean = span(samples.compactMap { $0[.mean] }).map { "mean \($0)" }
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
