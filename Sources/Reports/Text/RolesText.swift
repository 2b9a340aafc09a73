public import ClinicalRecord

/// The table of roles for a person: what each reads and does, and which kinds it records.
public enum RolesText {
  /// Printed from the code that decides.
  public static func render(style: TextStyle) -> String {
    let head = [""] + Role.stateable.map(short)
    var permissions = TextTable(head)
    for permission in Permission.allCases {
      permissions.add([permission.rawValue] + marks { permission.holds(for: $0) })
    }
    var kinds = TextTable(head)
    for kind in EventKind.all {
      kinds.add(["\(kind.stream.name): \(kind.name)"] + marks { kind.mayBeRecorded(by: $0) })
    }
    let legend = Role.stateable.map { "\(short($0)) \($0.words)" }.joined(separator: ", ")
    let seconds = EventKind.all.filter(\.needsSecondSigner).map { kind in
      let roles = Role.stateable.filter(kind.secondSigners.contains).map(\.words)
      return "\(kind.name) needs a second signer: \(roles.joined(separator: ", "))"
    }
    return
      "Reads and does\n\(permissions.render(style))\nRecords\n\(kinds.render(style))\n\(legend)\n"
      + seconds.map { $0 + "\n" }.joined()
  }

  private static func marks(_ holds: (Role) -> Bool) -> [String] {
    Role.stateable.map { holds($0) ? "x" : "" }
  }

  /// Two or three letters, no two roles the same: the table is wide.
  private static func short(_ role: Role) -> String {
    let words = role.words.split(separator: " ")
    return words.count > 1
      ? words.prefix(2).map { String($0.prefix(1)).uppercased() }.joined()
      : role.words.prefix(1).uppercased() + role.words.dropFirst().prefix(2)
  }
}
