import ClinicalRecord
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// Every cell of the table of roles, on the record path and on the verify path.
///
/// What the table is stands in `RoleTests` of the record; here it is held to.
@Suite struct RoleTableTests {
  private let house: TestClinic
  private let chart: SubjectID
  private let roles = Role.stateable

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    for role in roles where ![.administrator, .program].contains(role) {
      try house.enroll(Self.handle(of: role), role)
    }
    try house.actAs("drew")
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    chart = visit.chart
    _ = try house.acting.assignDevice(Self.handle(of: .device), to: chart, visit: nil)
  }

  private static func handle(of role: Role) -> String {
    switch role {
    case .administrator: "ada"
    case .program: "candor"
    default: "a-\(role.identifier)"
    }
  }

  private func identity(of role: Role) throws -> Identity {
    guard role == .program else { return try house.identity(Self.handle(of: role)) }
    return try IdentityFile.read(house.folder + "/ledger/program.identity") { [] }
  }

  /// The kinds of one stream after the other; those that change who may do what come last.
  private var kinds: [EventKind] {
    let lateVisit = EventKind.all.filter(\.endsVisit)
    let sealed = EventKind.all.filter { $0.isPersonal && !lateVisit.contains($0) }
    return sealed + lateVisit + EventKind.all.filter { !$0.isPersonal }
  }

  private func isInTable(_ kind: EventKind, _ role: Role) -> Bool {
    kind.recorders.contains(role)
  }

  /// A body that holds the kind and says nothing.
  private func body(of kind: EventKind) -> [UInt8] {
    var tag = UInt32(kind.number) << 3 | 2
    var bytes: [UInt8] = []
    while tag >= 0x80 {
      bytes.append(UInt8(tag & 0x7f) | 0x80)
      tag >>= 7
    }
    return bytes + [UInt8(tag), 0]
  }

  @Test func `verify names every cell that is not in the table, and no other`() throws {
    let clinic = house.clinic
    let charts = try #require(house.acting.charts)
    let newest = try clinic.ledger.read { try charts.newestKey(of: chart, in: $0) }
    let key = try #require(newest)
    var cells: [UInt64: (kind: EventKind, role: Role)] = [:]
    for kind in kinds {
      for role in roles {
        let identity = try identity(of: role)
        let enrolment = try #require(
          try clinic.ledger.read { try $0.enrolment(of: identity.actor)?.position })
        let number: UInt32 = kind.stream == .visit ? 1 : 0
        let appended = try clinic.ledger.append(
          AppendRequest(
            id: .random(),
            signers: [
              Signer(
                actor: identity.actor, enrolment: enrolment, privateKey: identity.signing,
                meaning: .recorded)
            ], nowMicroseconds: clinic.clock.nowMicroseconds()),
          isSame: { _ in false },
          decide: { _ in
            [
              Proposal(
                stream: StreamKey(
                  type: kind.stream.streamType, subject: kind.isPersonal ? chart : .none,
                  number: number), kind: kind.number, occurred: clinic.clock.now().occurred,
                body: body(of: kind), dataKey: kind.isPersonal ? key : nil)
            ]
          }
        ).appended
        cells[appended.positions.lowerBound] = (kind, role)
      }
    }
    #expect(cells.count == EventKind.all.count * roles.count)

    let roleCheck = RoleCheck()
    var named: Set<UInt64> = []
    _ = try clinic.ledger.verify(
      VerifyOptions(signatures: true),
      observing: { entry in
        let defects = roleCheck.defects(in: entry)
        let isOfAnotherRole = defects.contains { defect in
          if case .notOfRole = defect { true } else { false }
        }
        if isOfAnotherRole { named.insert(entry.position) }
        return defects.isEmpty ? nil : defects.map(\.description).joined(separator: "; ")
      })
    for (position, cell) in cells {
      #expect(
        named.contains(position) != isInTable(cell.kind, cell.role), "\(cell.kind) by \(cell.role)")
    }
  }

  /// What `record` makes of an event that says nothing: refused for the role, or for what it says.
  private func refusal(_ kind: EventKind, _ role: Role) throws -> ClinicError? {
    let event = try ClinicalEvent.parse(
      stream: kind.stream, kind: kind.number, bytes: body(of: kind))
    let isAboutNobody = !kind.isPersonal || kind == IntakeReceived.kind
    do {
      _ = try house.acting.record(
        RecordRequest(
          statements: [Statement(chart: isAboutNobody ? nil : chart, event: event)],
          reasons: .owed))
      return nil
    } catch {
      return try #require(clinicError(behind: error))
    }
  }

  private func isForTheRole(_ error: ClinicError?) -> Bool {
    switch error {
    case .notPermitted, .rejected(.notYourRole), .deviceServesAnother, .deviceServesNone: true
    default: false
    }
  }

  /// Who records a kind of the table through `record`: who holds the chart's key too, and not what
  /// Candor itself records; a device on its visit alone.
  private func records(_ kind: EventKind, _ role: Role) -> Bool {
    // The drug book is opened by what is recorded in it first.
    guard isInTable(kind, role), kind != DrugBookOpened.kind else { return false }
    switch kind.stream {
    case .chart: return Permission.holdKeys.holds(for: role)
    case .visit: return role == .device || Permission.holdKeys.holds(for: role)
    case .staff, .policy: return role != .device
    case .access: return kind == Disclosed.kind
    case .operations, .document: return false
    case .lot: return Permission.holdKeys.holds(for: role)
    }
  }

  @Test func `record refuses every cell that is not in the table, and no other`() throws {
    for role in roles.reversed() {
      let size = house.size
      house.acting = try house.clinic.signIn(try identity(of: role))
      for kind in kinds where !records(kind, role) {
        let error = try refusal(kind, role)
        #expect(isForTheRole(error), "\(kind) by \(role): \(String(describing: error))")
      }
      #expect(house.size == size)
    }
    // Kinds that end the visit come last, so that nobody is refused for that.
    for kind in kinds {
      for role in roles.reversed() where records(kind, role) {
        house.acting = try house.clinic.signIn(try identity(of: role))
        let error = try refusal(kind, role)
        #expect(!isForTheRole(error), "\(kind) by \(role): \(String(describing: error))")
      }
    }
  }
}
