internal import ClinicalRecord
internal import Ledger

/// Whoever asks, with the keys that open what the answer needs.
///
/// ``SignedIn/disclosing(_:roles:emergency:concerning:_:)`` alone makes one, and an answer is
/// computed with nothing else: what is opened for it is in the access log before it is shown.
struct AccessContext {
  let person: SignedIn
  let charts: ChartKeys
  /// The role does not read this: every disclosure is an emergency access.
  let isEmergency: Bool

  fileprivate init(person: SignedIn, charts: ChartKeys, isEmergency: Bool) {
    self.person = person
    self.charts = charts
    self.isEmergency = isEmergency
  }

  var actor: UInt32 { person.actor }
  var role: Role { person.role }
}

extension SignedIn {
  /// The one way in which what is recorded about patients is shown.
  ///
  /// First whoever may not read it is refused. Then the answer is computed, from the ledger as it
  /// is. Last what it discloses is recorded, on disk in the access streams of its charts, and only
  /// then returned: a crash in between leaves an access on record whose answer nobody saw, never
  /// the other way round. So the tree that an answer names is the one before its own access.
  ///
  /// - Parameters:
  ///   - act: what is done, for a refusal: "read charts".
  ///   - roles: who may.
  ///   - emergency: given by whoever asks to see it all the same; nil where the answer is not for
  ///     emergencies.
  ///   - chart: which one is asked about, for the record of a refusal; nil where it is many.
  ///   - answer: the answer, and what it discloses of which charts.
  /// - Throws: ``RefusedAct``, `ClinicError.lookNotRecorded`; what `answer` throws.
  func disclosing<Answer>(
    _ act: String, roles: Set<Role>, emergency: BreakGlass? = nil,
    concerning chart: SubjectID? = nil,
    _ answer: (AccessContext) throws -> (Answer, disclosed: [Disclosure])
  ) throws -> Answer {
    do {
      let context = try accessContext(act, roles: roles, isEmergencyGiven: emergency != nil)
      let (answer, disclosed) = try answer(context)
      try AccessLog(context: context, emergency: emergency).record(disclosed)
      return answer
    } catch {
      throw failure(clinic.namingErasure(error), concerning: chart)
    }
  }

  func disclosing<Answer>(
    _ permission: Permission, emergency: BreakGlass? = nil, concerning chart: SubjectID? = nil,
    _ answer: (AccessContext) throws -> (Answer, disclosed: [Disclosure])
  ) throws -> Answer {
    try disclosing(
      permission.rawValue, roles: permission.roles, emergency: emergency, concerning: chart, answer)
  }

  private func accessContext(
    _ act: String, roles: Set<Role>, isEmergencyGiven: Bool
  ) throws -> AccessContext {
    let isRead = roles.contains(role)
    guard let charts, charts.keyring != nil,
      isRead || (isEmergencyGiven && Permission.openInEmergency.holds(for: role))
    else {
      throw notPermitted(
        act, roles: roles, offersEmergency: Permission.ofEmergencies.contains(act))
    }
    return AccessContext(person: self, charts: charts, isEmergency: !isRead)
  }

  /// Why somebody may not read something, naming who may.
  ///
  /// - Parameter offersEmergency: whether `--break-glass` would open it.
  func notPermitted(_ act: String, roles: Set<Role>, offersEmergency: Bool) -> ClinicError {
    var allowed = roles.words
    if offersEmergency, charts != nil, Permission.openInEmergency.holds(for: role) {
      allowed += ", or in an emergency whoever gives --break-glass and a reason,"
    }
    return .notPermitted(act: act, role: role, allowed: allowed)
  }

  /// The same for what a permission is needed for.
  func notPermitted(_ permission: Permission) -> ClinicError {
    let act = permission.rawValue
    return notPermitted(
      act, roles: permission.roles, offersEmergency: Permission.ofEmergencies.contains(act))
  }

  /// What is thrown to this person for an error of their act: a refusal with whom and what it is
  /// about, and a rejection that tells what is in a chart once that is recorded.
  ///
  /// Whoever is told why has been shown as much as a check of the act shows, so the access is on
  /// disk before the rejection is thrown. A role that reads nothing records only what is never held
  /// up, and is told without one.
  ///
  /// - Returns: `ClinicError.refusalNotTold` where the access could not be recorded.
  func failure(_ error: any Error, concerning chart: SubjectID?) -> any Error {
    do {
      if let rejected = error as? DisclosingRejection {
        try recordDisclosures(of: rejected)
        return refusal(rejected.rejection, concerning: chart)
      }
    } catch {
      return error
    }
    let error = namingLostKeys(error)
    guard let error = error as? ClinicError else { return error }
    return refusal(error, concerning: chart)
  }

  private func recordDisclosures(of rejected: DisclosingRejection) throws {
    let roles = Viewed.kind.recorders
    guard !rejected.disclosed.isEmpty, roles.contains(role) else { return }
    do {
      try disclosing("be told why", roles: roles) { _ in ((), disclosed: rejected.disclosed) }
    } catch ClinicError.lookNotRecorded(let cause, _) {
      guard rejected.isNeverHeldUp else { throw ClinicError.refusalNotTold(cause: cause) }
    } catch ClinicError.lookHeldUp(let cause) {
      guard rejected.isNeverHeldUp else { throw ClinicError.lookHeldUp(cause: cause) }
    }
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

/// What an answer shows of one chart.
struct Disclosure: Hashable {
  var chart: SubjectID
  var look: Look
  /// How many charts a listing shows; 0 for every other answer.
  var listedCount: UInt32 = 0

  /// What the access stream says of it.
  var event: AccessEvent.OneOf_Event {
    guard case .rosterLine = look.scope else {
      var viewed = Viewed()
      viewed.look = look
      return .viewed(viewed)
    }
    var searched = Searched()
    searched.listedCount = listedCount
    return .searched(searched)
  }
}

extension [Disclosure] {
  /// Each once, in their order: the same answer is recorded the same way.
  var distinct: [Disclosure] {
    var known: Set<Disclosure> = []
    return filter { known.insert($0).inserted }
  }
}

extension Look {
  /// All of a chart.
  static func chart(_ answer: Answer) -> Look {
    var look = Look()
    look.scope = .chart
    look.answer = answer
    return look
  }

  static func visit(_ number: UInt32, _ answer: Answer) -> Look {
    var look = Look()
    look.scope = .visit
    look.visitNumber = number
    look.answer = answer
    return look
  }

  /// - Parameter visit: 0 for an entry that belongs to no visit.
  static func entry(_ position: UInt64, visit: UInt32, _ answer: Answer) -> Look {
    var look = Look()
    look.scope = .entry
    look.position = position
    look.visitNumber = visit
    look.answer = answer
    return look
  }

  static var rosterLine: Look {
    var look = Look()
    look.scope = .rosterLine
    look.answer = .roster
    return look
  }
}

extension AccessEvent.OneOf_Event {
  /// How much of the chart was shown; nil for what shows nobody here anything.
  var look: Look? {
    switch self {
    case .viewed(let viewed): viewed.look
    case .searched: .rosterLine
    case .emergencyAccessOpened(let opened): opened.look
    case .emergencyAccessReviewed, .disclosed: nil
    }
  }
}
