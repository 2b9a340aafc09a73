internal import ClinicalRecord
internal import Ledger

/// Which visits have ended: a device records on the visit that it is assigned to, while it lasts.
struct DeviceCheck {
  private var ended: Set<StreamKey> = []

  /// Nil when the entry is no patient's, or stands on the assigned visit.
  func problem(with entry: Entry, assignment: DeviceAssigned?) -> String? {
    let stream = entry.header.stream
    guard stream.type.eventStream?.isPersonal == true else { return nil }
    guard let assignment else { return "the device serves no visit" }
    guard stream.type == .visit, stream.subject == assignment.subject,
      stream.number == assignment.visitNumber
    else { return "the device serves another visit" }
    return ended.contains(stream) ? "the visit that the device served has ended" : nil
  }

  mutating func learn(from entry: Entry) {
    if entry.header.endsVisit { ended.insert(entry.header.stream) }
  }
}

extension EntryHeader {
  /// Whether the entry ends a visit, by its header alone.
  var endsVisit: Bool { isOf(Discharged.kind) || isOf(Transferred.kind) }
}
