extension VitalsSample {
  /// "HR 72 · BP 118/76 (mean 90) · SpO2 98 % · RR 14": what was measured and nothing else.
  /// - Parameter fromDevice: whether a 0 may be a device's "no signal".
  func sentence(fromDevice: Bool) -> String {
    let parts = [
      words(.heartRate, fromDevice), words(.pulse, fromDevice), bloodPressure,
      words(.spo2, fromDevice), words(.respiratoryRate, fromDevice),
      words(.temperature, fromDevice), rhythmWords, sedationWords,
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
}
