internal import ClinicalRecord
internal import Ledger

extension Staff {
  /// The active devices that are assigned to a visit of this chart, by actor number.
  func devices(serving chart: SubjectID) -> [UInt32] {
    everyone.filter { member in
      member.status == .active && member.assignment.map { $0.value.subject == chart } ?? false
    }.map(\.actor)
  }

  /// What a visit's end brings about, whoever records it: a device serves no longer than the visit
  /// lasts.
  func releases(atEndOf visit: StreamKey) -> [DeviceReleased] {
    devices(serving: visit.subject)
      .filter { members[$0]?.assignment?.value.visitNumber == visit.number }
      .map { device in
        var released = DeviceReleased()
        released.actor = device
        return released
      }
  }
}

extension DeviceAssigned {
  /// Nil when the statement does not hold 16 bytes.
  var subject: SubjectID? { SubjectID(bytes: [UInt8](chart)) }
}
