public import ClinicalRecord
internal import Crypto
internal import FoundationEssentials
public import Ledger
internal import TransparencyLog

extension SignedIn {
  /// Appends that a compliance report is handed out, by the digest of its document.
  ///
  /// - Parameters:
  ///   - report: what the document says.
  ///   - document: byte for byte.
  /// - Returns: the position of `report issued`; the earlier one where that was issued before.
  /// - Throws: `ClinicError.notPermitted`, `LedgerError`.
  public func issue(_ report: ComplianceReport, document: [UInt8]) throws -> UInt64 {
    if let issued = try clinic.issue(of: document) { return issued.position }
    var event = ReportIssued()
    event.report = .compliance
    event.digest = Data(SHA256.hash(data: document))
    event.size = report.treeSize
    event.root = Data(try ledger.treeHead(at: report.treeSize).root.bytes)
    event.ruleSetVersion = report.ruleSetVersion
    event.namesPatients = report.filter.isIdentified
    return try refusing {
      try clinic.recordOperation(.reportIssued(event), by: try signer(.recorded))
    }.positions.lowerBound
  }
}

extension Clinic {
  /// That a document was issued, by its digest; nil where it was not.
  public func issue(of document: [UInt8]) throws -> IssuedReport? {
    let digest = [UInt8](SHA256.hash(data: document))
    return try ledger.read { snapshot in
      let stream = StreamKey(type: .operations, subject: .none, number: 0)
      guard try snapshot.streamHead(stream) != nil else { return nil }
      let site = try SiteState.load(from: snapshot)
      for entry in try snapshot.stream(stream) where entry.header.isOf(ReportIssued.kind) {
        guard let fact = try entry.fact(body: entry.body)?.on(site.clock),
          case .operations(.reportIssued(let issued)) = fact.value,
          [UInt8](issued.digest) == digest
        else { continue }
        return IssuedReport(
          position: fact.position, occurred: fact.occurred, by: site.label(of: fact.actor))
      }
      return nil
    }
  }

  /// The charts that are erased, or about to be.
  public func erasedCharts() throws -> Set<SubjectID> {
    Set(try ledger.read { try $0.closedCharts() }.map(\.chart))
  }
}

/// That a report was handed out.
public struct IssuedReport: Sendable {
  public var position: UInt64
  public var occurred: ClinicalTime
  public var by: StaffLabel?
}
