internal import ClinicalRecord
internal import Ledger

/// Whoever asks, with the keys that open what the answer needs.
///
/// `Clinic.looking` alone makes one, and an answer is computed with nothing else: what is opened
/// for it leaves its trace before it is shown.
struct Looker {
  let session: Session
  let charts: ChartKeys
  /// The role does not read this: every trace is an emergency access.
  let isEmergency: Bool

  fileprivate init(session: Session, charts: ChartKeys, isEmergency: Bool) {
    self.session = session
    self.charts = charts
    self.isEmergency = isEmergency
  }

  var actor: UInt32 { session.label.actor }
  var role: Role { session.label.role }
}

extension Clinic {
  /// The one door through which what is recorded about patients is shown.
  ///
  /// Whoever may not look is refused; then the answer is computed, and what it shows is durable in
  /// the access streams of its charts before the answer is returned. So the tree that an answer
  /// names is the one before its own look.
  ///
  /// - Parameters:
  ///   - act: what is done, for a refusal: "read charts".
  ///   - roles: who may.
  ///   - emergency: given by whoever asks to see it all the same; nil where the answer is not for
  ///     emergencies.
  ///   - answer: the answer, and what it shows of which charts.
  /// - Throws: `ClinicError.notPermitted`, `.lookNotRecorded`; what `answer` throws.
  func looking<Answer>(
    _ act: String, roles: Set<Role>, emergency: BreakGlass? = nil,
    _ answer: (Looker) throws -> (Answer, shown: [Glance])
  ) throws -> Answer {
    let looker = try looker(act, roles: roles, isEmergencyGiven: emergency != nil)
    let (answer, shown) = try namingErasures { try answer(looker) }
    try Trace(clinic: self, looker: looker, emergency: emergency).leave(of: shown)
    return answer
  }

  func looking<Answer>(
    _ permission: Permission, emergency: BreakGlass? = nil,
    _ answer: (Looker) throws -> (Answer, shown: [Glance])
  ) throws -> Answer {
    try looking(
      permission.rawValue, roles: permission.roles, emergency: emergency, answer)
  }

  private func looker(
    _ act: String, roles: Set<Role>, isEmergencyGiven: Bool
  ) throws -> Looker {
    let session = try signedInSession(toDo: "to \(act)")
    let role = session.label.role
    let isRead = roles.contains(role)
    guard let charts = session.charts, charts.keyring != nil,
      isRead || (isEmergencyGiven && Permission.openInEmergency.holds(for: role))
    else {
      throw session.refusal(
        act, roles: roles, offersEmergency: Permission.ofEmergencies.contains(act))
    }
    return Looker(session: session, charts: charts, isEmergency: !isRead)
  }
}

extension Session {
  /// Why somebody may not look, naming who may.
  ///
  /// - Parameter offersEmergency: whether `--break-glass` would open it.
  func refusal(_ act: String, roles: Set<Role>, offersEmergency: Bool) -> ClinicError {
    var allowed = roles.words
    if offersEmergency, charts != nil, Permission.openInEmergency.holds(for: label.role) {
      allowed += ", or in an emergency whoever gives --break-glass and a reason,"
    }
    return .notPermitted(act: act, role: label.role, allowed: allowed)
  }
}

extension Permission {
  /// The acts that are open to whoever breaks the glass.
  fileprivate static let ofEmergencies: Set<String> = [
    readCharts.rawValue, readRoster.rawValue, readFindings.rawValue,
  ]
}

extension Set<Role> {
  /// "physician, nurse or compliance officer".
  var words: String {
    let names = sorted { $0.rawValue < $1.rawValue }.map(\.words)
    guard let last = names.last, names.count > 1 else { return names.first ?? "nobody" }
    return names.dropLast().joined(separator: ", ") + " or \(last)"
  }

  /// Of ``words``: "a", "an"; nothing for nobody.
  var article: String {
    guard let first = words.first, !isEmpty else { return "" }
    return "aeiou".contains(first) ? "an" : "a"
  }
}
