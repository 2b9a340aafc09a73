internal import ClinicalRecord
internal import Ledger

/// A refusal that tells what is in a chart, on its way out of the transaction that found it.
struct TellingRefusal: Error {
  let refusal: ClinicError
  let shown: [Glance]
  /// Whoever acts is told why even where the look cannot be recorded.
  let isNeverHeldUp: Bool
}

extension Clinic {
  /// Does what may be refused for what is in a chart.
  ///
  /// Whoever is told why has been shown as much as a check of the act shows, so the look is on disk
  /// before the refusal is thrown. A role that looks at nothing records only what is never held up,
  /// and is told without one.
  ///
  /// - Throws: what `act` throws; `ClinicError.refusalNotTold` where the look could not be
  ///   recorded.
  func telling<Value>(_ act: () throws -> Value) throws -> Value {
    do {
      return try act()
    } catch let telling as TellingRefusal {
      try leaveTrace(of: telling)
      throw telling.refusal
    }
  }

  private func leaveTrace(of telling: TellingRefusal) throws {
    let roles = Viewed.kind.recorders
    guard !telling.shown.isEmpty, let role = session?.label.role, roles.contains(role) else {
      return
    }
    do {
      try looking("be told why", roles: roles) { _ in ((), shown: telling.shown) }
    } catch ClinicError.lookNotRecorded(let cause, _) {
      guard telling.isNeverHeldUp else { throw ClinicError.refusalNotTold(cause: cause) }
    }
  }
}

extension Rejection {
  /// Whether it says how far a chart or a visit has come, and not only what was stated.
  var tellsOfChart: Bool {
    switch self {
    case .outOfOrder, .duplicate: true
    case .malformed, .notYourRole, .unknownField, .unreadable: false
    }
  }
}

extension Decision {
  /// What a refusal of `statement` shows of the chart; nothing where there is no chart yet.
  func shown(byRefusalOf statement: Statement) -> [Glance] {
    guard let file, file.label != nil else { return [] }
    let stated = statement.visitNumber.flatMap { file.visits[$0] == nil ? nil : $0 }
    return [file.glance(at: stated ?? file.newestVisitNumber)]
  }
}

extension ChartFile {
  /// What a check shows: of the next visit where there is none yet.
  ///
  /// - Parameter visit: nil or 0 where there is none.
  func glance(at visit: UInt32?) -> Glance {
    let number = visit.flatMap { $0 == 0 ? nil : $0 } ?? chart.nextVisitNumber
    return Glance(chart: subject, look: .visit(number, .check))
  }
}
