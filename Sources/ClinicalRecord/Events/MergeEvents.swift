/// Two charts are of one patient.
extension ChartMerged {
  public var sentence: String {
    let other = "chart \(Wording.chart(otherChart))"
    let what =
      switch part {
      case .survivor: "\(other) is merged into this one"
      case .merged: "merged into \(other)"
      case .unspecified, .UNRECOGNIZED: other
      }
    return "Charts of one patient: \(what)\(Wording.note(reason))"
  }
}

/// They are of two after all.
extension ChartUnmerged {
  public var sentence: String {
    let other = "chart \(Wording.chart(otherChart))"
    let what =
      switch part {
      case .survivor: "\(other) is no longer merged into this one"
      case .merged: "no longer merged into \(other)"
      case .unspecified, .UNRECOGNIZED: other
      }
    return "Charts of two patients: \(what)\(Wording.note(reason))"
  }
}
