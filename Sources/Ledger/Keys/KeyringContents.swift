/// All rows of a keyring as of one transaction; sealed, and in need of no key.
struct KeyringContents: Sendable {
  /// By name.
  var meta: [String: [UInt8]]
  var keys: [KeyRow] = []
  var wraps: [KeyringWrapRow]
  var deviceWraps: [DeviceRow] = []

  /// A row of the table `keys`.
  struct KeyRow: Sendable {
    var subject: SubjectID
    var number: UInt32
    var row: [UInt8]
  }

  /// A row of the table `device wraps`.
  struct DeviceRow: Sendable {
    var name: DeviceWrap.Name
    var row: [UInt8]
  }

  /// Whoever has a data key here, or of whom a device has one.
  var subjects: Set<SubjectID> {
    Set(keys.map(\.subject)).union(deviceWraps.map(\.name.subject))
  }

  /// The same without the data keys of these, and without what devices hold of them.
  func without(_ subjects: Set<SubjectID>) -> KeyringContents {
    var rest = self
    rest.keys.removeAll { subjects.contains($0.subject) }
    rest.deviceWraps.removeAll { subjects.contains($0.name.subject) }
    return rest
  }
}
