import ClinicalRecord
import Compliance
import Foundation
import Ledger
import SwiftProtobuf
import Synchronization
import Testing
import TransparencyLog

@testable import Clinic

/// A training clinic in a folder of its own, with an administrator, a doctor, a nurse, a front desk
/// and an auditor.
final class TestClinic {
  let folder: String
  var clinic: Clinic
  /// Whoever acts until somebody else does.
  var acting: SignedIn
  private var identities: [String: Identity] = [:]

  /// - Parameter policy: nil: the shipped one.
  init(
    accessWindowMinutes: Int? = nil, policy: [UInt8]? = nil, observer: ClinicObserver = .none
  ) throws {
    folder = NSTemporaryDirectory() + "candor-clinic-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let clock = SystemClock(standingAt: try at("07:00"))
    _ = try Clinic.create(
      ClinicCreation(
        directory: folder + "/ledger", siteName: "clinic.test", isTraining: true,
        administratorHandle: "ada", administratorDisplayName: "Ada", passphrase: nil,
        identityPath: folder + "/ada.identity",
        policyDocument: try policy ?? Self.policy(accessWindowMinutes: accessWindowMinutes)),
      clock: clock)
    var clinic = try Clinic.open(
      directory: folder + "/ledger", clock: clock, observer: observer)
    clinic.stateFolder = folder + "/state"
    self.clinic = clinic
    let ada = try IdentityFile.read(folder + "/ada.identity") { [] }
    identities["ada"] = ada
    acting = try clinic.signIn(ada)
    try enroll("drew", .physician, specialty: .anesthesiology)
    try enroll("nora", .nurse)
    try enroll("fred", .frontDesk)
    try enroll("audrey", .auditor)
    try actAs("drew")
  }

  /// The shipped policy, with another window for looks.
  private static func policy(accessWindowMinutes: Int?) throws -> [UInt8] {
    guard let accessWindowMinutes else { return ShippedPolicies.omahaMoodAndPain }
    var document = try #require(
      try JSONSerialization.jsonObject(with: Data(ShippedPolicies.omahaMoodAndPain))
        as? [String: Any])
    document["accessWindowMinutes"] = accessWindowMinutes
    return [UInt8](try JSONSerialization.data(withJSONObject: document))
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var size: UInt64 { (try? clinic.ledger.head().size) ?? 0 }

  func actAs(_ handle: String) throws {
    acting = try clinic.signIn(try #require(identities[handle]))
  }

  func identity(_ handle: String) throws -> Identity { try #require(identities[handle]) }

  /// As the next command finds it: by the newest policy's clock, which nobody has confirmed.
  func reopen() throws {
    clinic.clock = clinic.clock.on(
      try clinic.ledger.read { try SiteState.policies(in: $0).clock })
    clinic.believesClock = false
    acting = try clinic.signIn(try #require(identities[acting.label.handle]))
  }

  func move(to clock: String) throws {
    clinic.clock.move(to: try at(clock))
  }

  func enroll(_ handle: String, _ role: Role, specialty: Specialty? = nil) throws {
    _ = try acting.enroll(
      Enrolment(
        handle: handle, displayName: handle.capitalized, role: role,
        credentials: specialty.map { specialty in
          [
            .with {
              $0.specialty = specialty
              $0.validFrom = "2026-01-01"
              $0.validUntil = "2027-12-31"
            }
          ]
        } ?? [], passphrase: nil, identityPath: folder + "/\(handle).identity"))
    try learn(handle)
  }

  private func learn(_ handle: String) throws {
    identities[handle] = try IdentityFile.read(folder + "/\(handle).identity") { [] }
  }

  /// Records one event now, and checks the ledger afterwards.
  @discardableResult
  func record(
    _ event: ClinicalEvent, on chart: SubjectID? = nil, occurred: String? = nil,
    reason: String? = nil, reasons: RecordRequest.Reasons = .asked, id: AppendID? = nil
  ) throws -> Recorded {
    try acting.record(
      RecordRequest(
        appendID: id,
        statements: [
          Statement(chart: chart, event: event, occurred: try occurred.map { try at($0) })
        ], reason: reason, reasons: reasons))
  }

  /// An intake; the chart's id.
  func intake(recordNumber: String = "", familyName: String = "Rivers") throws -> SubjectID {
    let recorded = try record(
      .chart(
        .intakeReceived(
          .with {
            $0.recordNumber = recordNumber
            $0.familyName = familyName
            $0.givenName = "Jo"
            $0.birthDate = "1984-02-29"
            $0.complaint = "low mood"
          })))
    return try #require(recorded.patient?.chart)
  }

  /// The invariants that hold after every step: a sound ledger, and read models that equal rebuilt
  /// ones.
  func checkEverything(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let verification = try clinic.verify(signatures: true, since: nil) { _, _ in }
    #expect(verification.problems.isEmpty, sourceLocation: sourceLocation)
    #expect(verification.isSound, sourceLocation: sourceLocation)
    let incremental = try acting.projectionsStatus()
    let rebuilt = try acting.rebuildProjections()
    #expect(
      incremental.lines.map(\.digest) == rebuilt.lines.map(\.digest),
      sourceLocation: sourceLocation)
    #expect(rebuilt.position == rebuilt.ledgerSize, sourceLocation: sourceLocation)
  }
}

/// What a clinic has told beside its answers.
final class Told: Sendable {
  private let heard = Mutex<[ClinicNotice]>([])

  var notices: [ClinicNotice] { heard.withLock { $0 } }

  func observer() -> ClinicObserver {
    ClinicObserver { notice in self.heard.withLock { $0.append(notice) } }
  }
}

/// A time on the day of the tests, in Omaha's winter: "10:05" or "10:05:30".
func at(_ clock: String) throws -> ClinicalTime {
  try ClinicalTime(iso8601: "2026-11-02T\(clock)-06:00")
}

/// The clinic's error, where it is one: what was refused to a person says for what.
func clinicError(behind error: (any Error)?) -> ClinicError? {
  error as? ClinicError ?? (error as? RefusedAct)?.reason
}

/// Expects an error of the clinic's, whether or not it was refused to a person, and returns it.
@discardableResult
func expectError<Value>(
  _ comment: String = "", sourceLocation: SourceLocation = #_sourceLocation,
  _ act: () throws -> Value
) -> ClinicError? {
  do {
    _ = try act()
    Issue.record("nothing was refused \(comment)", sourceLocation: sourceLocation)
    return nil
  } catch {
    let reason = clinicError(behind: error)
    if reason == nil {
      Issue.record("not the clinic's error: \(error) \(comment)", sourceLocation: sourceLocation)
    }
    return reason
  }
}
