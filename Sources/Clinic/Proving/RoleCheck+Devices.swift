internal import ClinicalRecord
internal import Ledger

/// Which visits have begun and ended: a device records on the visit that it is assigned to, while
/// it lasts.
struct DeviceCheck {
  private var begun: Set<StreamKey> = []
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

  /// Nil when the entry assigns nobody, or a device to a visit that goes on, with a data key that
  /// its own append introduces: so the device opens nothing of before.
  func problem(
    withAssignmentAt entry: Entry, _ clear: ClearEntry, _ dataKeys: DataKeysInForce
  ) -> String? {
    guard case .deviceAssigned(let assigned)? = clear.staffEvent,
      let subject = assigned.subject
    else { return nil }
    let visit = StreamKey(type: .visit, subject: subject, number: assigned.visitNumber)
    let name = DeviceAssigned.name
    guard begun.contains(visit) else { return "\(name): nobody has arrived for that visit" }
    guard !ended.contains(visit) else { return "\(name): that visit has ended" }
    let first = entry.position - UInt64(entry.header.index)
    guard let introduced = dataKeys.introduction(of: subject, number: assigned.dataKeyNumber),
      introduced >= first
    else { return "\(name): its data key was not introduced with it" }
    return nil
  }

  mutating func learn(from entry: Entry) {
    let stream = entry.header.stream
    if stream.type == .visit, entry.stamp.revision == 0 { begun.insert(stream) }
    if entry.header.endsVisit { ended.insert(stream) }
  }
}

extension EntryHeader {
  /// Whether the entry ends a visit, by its header alone.
  var endsVisit: Bool { isOf(Discharged.kind) || isOf(Transferred.kind) }
}
