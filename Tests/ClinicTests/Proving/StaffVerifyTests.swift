import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What `decide` refuses to record about staff and policy: written all the same by a program that
/// asks nobody, it is named by whoever has the files.
@Suite struct StaffVerifyTests {
  enum Offence: CaseIterable {
    case reinstatedAfterDeparture, reinstatedWithoutSuspension, suspendedTwice
    case suspendedAfterDeparture, departedTwice, lastAdministratorDeparted
    case lastAdministratorSuspended, assignedPerson, assignedTwice, assignedSuspended
    case assignedNobody, assignedToNoVisit, assignedToEndedVisit, assignedWithOldKey
    case releasedWithoutService, releasedByDevice, keyReplacedAfterDeparture
    case handleTwice, numberSkipped, nobodyCredentialed, credentialWithoutDays
    case nameless, twiceInOneAppend, keyReplacedWithoutKey, enrolledWithoutKey
  }

  private let house: TestClinic
  private let chart: SubjectID

  init() throws {
    house = try TestClinic()
    try house.actAs("ada")
    try house.enroll("abel", .administrator)
    try house.enroll("monitor", .device)
    try house.actAs("drew")
    let visit = try MoodVisit(house)
    try visit.papers()
    try visit.arrive()
    chart = visit.chart
    try house.actAs("ada")
  }

  private func actor(_ handle: String) throws -> UInt32 { try house.identity(handle).actor }

  private var next: UInt32 {
    get throws {
      try house.clinic.ledger.read { try SiteState.load(from: $0).staff.nextActorNumber }
    }
  }

  private func suspended(_ handle: String) throws -> StaffEvent.OneOf_Event {
    let actor = try actor(handle)
    return .staffSuspended(
      .with {
        $0.actor = actor
        $0.cause = .leave
      })
  }

  private func departed(_ handle: String) throws -> StaffEvent.OneOf_Event {
    let actor = try actor(handle)
    return .staffDeparted(.with { $0.actor = actor })
  }

  private func reinstated(_ handle: String) throws -> StaffEvent.OneOf_Event {
    let actor = try actor(handle)
    return .staffReinstated(.with { $0.actor = actor })
  }

  private func assigned(
    _ actor: UInt32, visit: UInt32 = 1, key: UInt32 = 1
  ) -> StaffEvent.OneOf_Event {
    .deviceAssigned(
      .with {
        $0.actor = actor
        $0.chart = Data(chart.bytes)
        $0.visitNumber = visit
        $0.dataKeyNumber = key
      })
  }

  private func enrolled(
    _ actor: UInt32, handle: String, name: String = "Newt"
  ) -> StaffEvent.OneOf_Event {
    .staffEnrolled(
      .with {
        $0.actor = actor
        $0.handle = handle
        $0.displayName = name
        $0.role = .auditor
      })
  }

  private func write(_ events: StaffEvent.OneOf_Event..., by handles: String...) throws {
    try house.appendHeedlessly(try events.map { try house.staffProposal($0) }, signedBy: handles)
  }

  /// With new keys for whoever is enrolled.
  private func enrol(_ event: StaffEvent.OneOf_Event) throws {
    let keys = try Identity.generate(
      ledger: house.clinic.ledger.id, actor: event.subjectActor, handle: "newt",
      enrolment: house.size)
    try house.appendHeedlessly(
      [
        try .enrolment(of: keys, occurred: house.clinic.clock.now().occurred),
        try house.staffProposal(event),
      ], signedBy: ["ada"])
  }

  /// What comes before by the clinic's rules, then what breaks them; what is named.
  private func commit(_ offence: Offence) throws -> [String] {
    let clinic = house.clinic
    let monitor = try actor("monitor")
    switch offence {
    case .reinstatedAfterDeparture:
      try house.acting.depart("nora")
      try write(try reinstated("nora"), by: "ada")
      return ["staff reinstated", "is departed: only a suspension can be taken back"]
    case .reinstatedWithoutSuspension:
      try write(try reinstated("nora"), by: "ada")
      return ["staff reinstated", "is active: only a suspension can be taken back"]
    case .suspendedTwice:
      try house.acting.suspend("nora", cause: .leave)
      try write(try suspended("nora"), by: "ada")
      return ["staff suspended", "it was so already", "is suspended"]
    case .suspendedAfterDeparture:
      try house.acting.depart("nora")
      try write(try suspended("nora"), by: "ada")
      return ["staff suspended", "is departed"]
    case .departedTwice:
      try house.acting.depart("nora")
      try write(try departed("nora"), by: "ada")
      return ["staff departed", "a departure is for good"]
    case .lastAdministratorDeparted:
      try house.acting.suspend("abel", cause: .leave)
      try write(try departed("ada"), by: "ada")
      return ["the only active administrator", "nobody changes their own standing"]
    case .lastAdministratorSuspended:
      try house.acting.depart("abel")
      try write(try suspended("ada"), by: "ada")
      return ["the only active administrator", "nobody changes their own standing"]
    case .assignedPerson:
      try write(assigned(try actor("nora")), by: "drew")
      return ["device assigned", "its actor is not a device"]
    case .assignedTwice:
      try house.actAs("drew")
      _ = try house.acting.assignDevice("monitor", to: chart, visit: nil)
      try write(assigned(monitor), by: "drew")
      return ["device assigned", "it serves visit 1 of a chart"]
    case .assignedSuspended:
      try house.acting.suspend("monitor", cause: .other)
      try write(assigned(monitor), by: "drew")
      return ["device assigned", "is suspended: it may not act"]
    case .assignedNobody:
      try write(assigned(99), by: "drew")
      return ["device assigned", "actor 99 is not enrolled"]
    case .assignedToNoVisit:
      try write(assigned(monitor, visit: 2), by: "drew")
      return ["device assigned", "nobody has arrived for that visit"]
    case .assignedToEndedVisit:
      try house.actAs("drew")
      try house.record(.visit(.transferred(.init())), on: chart, reasons: .owed)
      try write(assigned(monitor), by: "drew")
      return ["device assigned", "that visit has ended"]
    case .assignedWithOldKey:
      try write(assigned(monitor), by: "drew")
      return ["device assigned", "its data key was not introduced with it"]
    case .releasedWithoutService:
      try write(.deviceReleased(.with { $0.actor = monitor }), by: "drew")
      return ["device released", "serves no visit: there is nothing to release"]
    case .releasedByDevice:
      try house.actAs("drew")
      _ = try house.acting.assignDevice("monitor", to: chart, visit: nil)
      try write(.deviceReleased(.with { $0.actor = monitor }), by: "monitor")
      return ["device released", "releases none but with the end of the visit"]
    case .keyReplacedAfterDeparture:
      try house.acting.depart("nora")
      let nora = try actor("nora")
      try write(
        .staffKeyReplaced(
          .with {
            $0.actor = nora
            $0.cause = .lost
          }), by: "ada", "abel")
      return ["staff key replaced", "a departure is for good"]
    case .handleTwice:
      try enrol(enrolled(try next, handle: "nora"))
      return ["staff enrolled", "the handle nora is taken"]
    case .numberSkipped:
      try enrol(enrolled(try next + 1, handle: "newt"))
      return ["staff enrolled", "the next number; numbers are never reused"]
    case .nobodyCredentialed:
      try write(
        .staffCredentialed(
          .with {
            $0.actor = 99
            $0.specialty = .anesthesiology
            $0.validFrom = "2026-01-01"
            $0.validUntil = "2027-12-31"
          }), by: "ada")
      return ["staff credentialed", "actor 99 is not enrolled"]
    case .credentialWithoutDays:
      let drew = try actor("drew")
      try write(
        .staffCredentialed(
          .with {
            $0.actor = drew
            $0.specialty = .anesthesiology
          }), by: "ada")
      return ["staff credentialed", "its valid_from is not a date that exists"]
    case .nameless:
      try enrol(enrolled(try next, handle: "newt", name: ""))
      return ["staff enrolled", "its display_name is not a text"]
    case .twiceInOneAppend:
      try write(try suspended("nora"), try suspended("nora"), by: "ada")
      return ["staff suspended", "is suspended"]
    case .keyReplacedWithoutKey:
      let nora = try actor("nora")
      try write(
        .staffKeyReplaced(
          .with {
            $0.actor = nora
            $0.cause = .routine
          }), by: "nora")
      return ["staff key replaced: it enrols no key for actor \(nora)"]
    case .enrolledWithoutKey:
      let actor = try next
      try write(enrolled(actor, handle: "newt"), by: "ada")
      return ["staff enrolled: it enrols no key for actor \(actor)"]
    }
  }

  @Test(arguments: Offence.allCases)
  func `what recording refuses to say about the staff is named`(offence: Offence) throws {
    try house.expectLastNamed(try commit(offence))
  }

  @Test func `what follows within one append is judged by what came before in it`() throws {
    try write(try suspended("nora"), try reinstated("nora"), try suspended("nora"), by: "ada")
    #expect(try house.clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
  }

  @Test func `an event in another's stream is named`() throws {
    try house.appendHeedlessly(
      [try house.staffProposal(try suspended("nora"), number: try actor("drew"))],
      signedBy: ["ada"])
    let nora = try actor("nora")
    try house.expectLastNamed(["it is about actor \(nora), and does not stand in that actor's"])
  }

  @Test(arguments: [false, true])
  func `an event about the staff that stands with a patient, sealed or not, is named`(
    isSealed: Bool
  ) throws {
    try house.actAs("drew")
    var proposal = try house.staffProposal(try departed("nora"))
    proposal.stream.subject = chart
    proposal.dataKey = isSealed ? try house.newestKey(of: chart) : nil
    try house.appendHeedlessly([proposal], signedBy: ["ada"])
    try house.expectLastNamed([isSealed ? "it is sealed" : "does not stand in that actor's stream"])
    // Nobody follows it: nora is here.
    #expect(try house.clinic.listing(of: "nora").status == .active)
  }

  /// As the clinic has it in force, with the next version.
  private func policy(
    _ version: UInt32, _ document: [UInt8], number: UInt32 = 0
  ) throws -> Proposal {
    let adopted = ClinicalEvent.policy(
      .policyAdopted(
        .with {
          $0.name = "omaha-mood-and-pain"
          $0.version = version
          $0.document = Data(document)
        }))
    return try .inTheClear(
      adopted, number: number, occurred: house.clinic.clock.now().occurred)
  }

  @Test(
    arguments: [
      (3, ShippedPolicies.omahaMoodAndPain, 7, "the clinic's one stream of policies"),
      (3, Array("{}".utf8), 0, "its document does not read as a policy"),
      (0, ShippedPolicies.omahaMoodAndPain, 0, "its version is not 1 to"),
    ] as [(UInt32, [UInt8], UInt32, String)])
  func `a policy that nothing can be held against is named`(
    version: UInt32, document: [UInt8], number: UInt32, words: String
  ) throws {
    try house.appendHeedlessly([try policy(version, document, number: number)], signedBy: ["ada"])
    try house.expectLastNamed(["policy adopted", words])
  }

  @Test func `another document under the name and version of a policy is named`() throws {
    let proposal = try policy(3, ShippedPolicies.omahaMoodAndPain)
    try house.appendHeedlessly([proposal], signedBy: ["ada"])
    #expect(try house.clinic.verify(signatures: true, since: nil) { _, _ in }.isSound)
    try house.appendHeedlessly(
      [try policy(3, ShippedPolicies.omahaMoodAndPain + [0x0a])], signedBy: ["ada"])
    try house.expectLastNamed(["policy adopted: it was so already", "is another document"])
  }

  @Test(arguments: [
    ([0x1a, 0x03, 0xf8, 0x07, 0x01], "a newer Candor wrote it"),
    ([0x1a, 0x01, 0xff], "does not read as what its header says"),
  ])
  func `a body that does not read is named`(body: [UInt8], words: String) throws {
    var proposal = try house.staffProposal(try suspended("nora"))
    proposal.body = body
    try house.appendHeedlessly([proposal], signedBy: ["ada"])
    try house.expectLastNamed([words])
  }
}
