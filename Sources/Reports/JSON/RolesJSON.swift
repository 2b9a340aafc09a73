internal import ClinicalRecord

/// The table of roles as JSON: for each permission and each kind, the roles that have it.
public enum RolesJSON {
  /// One object, printed from the code that decides.
  public static func render() throws -> String {
    try JSONText.render(
      Document(
        permissions: Permission.allCases.map { permission in
          Line(
            stream: nil, name: permission.rawValue, roles: words(permission.roles),
            secondSigners: nil)
        },
        kinds: EventKind.all.map { kind in
          Line(
            stream: kind.stream.name, name: kind.name,
            roles: Role.stateable.filter(kind.mayBeRecorded).map(\.words),
            secondSigners: kind.needsSecondSigner ? words(kind.secondSigners) : nil)
        }))
  }

  private static func words(_ roles: Set<Role>) -> [String] {
    Role.stateable.filter(roles.contains).map(\.words)
  }

  private struct Document: Encodable {
    var permissions: [Line]
    var kinds: [Line]
  }

  private struct Line: Encodable {
    var stream: String?
    var name: String
    var roles: [String]
    var secondSigners: [String]?
  }
}
