internal import ClinicalRecord
internal import Ledger
internal import TransparencyLog

extension PreparedAppend {
  /// What an act with two signers demands when it is opened, signed and appended: it is one act,
  /// both may still act, the first may record it, and neither keys nor policy are older than they
  /// may be.
  func checkFits(_ site: SiteState) throws {
    guard isOneAct(in: site), let first = site.label(of: signers[0].actor) else {
      throw ClinicError.requestDamaged(id)
    }
    if let status = site.staff.members[first.actor]?.status, status != .active {
      throw ClinicError.notPermitted(
        act: "record, since \(first.handle) is \(status.rawValue)", role: first.role,
        allowed: "active members of staff")
    }
    // Whoever prepared it may have been a program that knows no roles.
    for kind in kinds where !kind.mayBeRecorded(by: first.role) {
      throw ClinicError.rejected(
        .notYourRole(event: kind, role: first.role, allowed: kind.recorders))
    }
    let signing = SigningPlan(of: kinds, actor: first.actor, second: signers[1].actor, on: site)
    if let problem = signing.problem { throw problem }
    let changes =
      [site.staff.renewalPosition, site.policies.current?.position]
      + statements.map { site.staff.chartRenewalPositions[$0.header.stream.subject.bytes] }
    guard changes.compactMap({ $0 }).allSatisfy({ $0 < anchor.size }) else {
      throw ClinicError.requestOutdated(id)
    }
    guard releasesEveryDevice(in: site) else { throw ClinicError.requestOutdated(id) }
  }

  /// The clinical kinds of its statements, in order.
  var kinds: [EventKind] {
    statements.compactMap { statement in
      statement.header.stream.type.eventStream.flatMap {
        EventKind(stream: $0, number: statement.header.kind)
      }
    }
  }
}

extension PreparedAppend {
  /// Whether it is an act of care on one chart and one visit at most, that one person has done and
  /// another is asked to witness.
  ///
  /// All of an append is signed at once, so nothing may go with the act but what it brings about:
  /// the introduction of the data key that it is sealed with, the drug book's half, and the release
  /// of devices that served the visit which it ends.
  func isOneAct(in site: SiteState) -> Bool {
    if isOfLots(in: site) { return true }
    let care = statements.map(\.header).filter(\.isCare)
    guard signers.map(\.meaning) == [.recorded, .secondSigner],
      let first = care.first, first.stream.subject != .none, first.isSealed,
      Set(care.map(\.stream.subject)).count == 1, Set(care.map(\.dataKeyNumber)).count == 1,
      Set(care.compactMap(\.visit)).count <= 1
    else { return false }
    let key = StreamKey(type: .ledger, subject: first.stream.subject, number: first.dataKeyNumber)
    // What a correction is about is sealed: it may end a visit by taking something back.
    let ended =
      care.first(where: \.endsVisit)?.stream
      ?? care.first { $0.isCorrection && $0.stream.type == .visit }?.stream
    return statements.allSatisfy { statement in
      let header = statement.header
      return header.isCare || statement.releasesDevice(from: ended, in: site)
        || header.isLotHalf(in: site)
        || (header.stream == key && header.kind == LedgerEventKind.dataKeyIntroduced)
        || (header.introducesKey(of: site.drugBook))
    }
  }

  /// Whether it is an act in the drug book alone: what two people have counted, one lot or all.
  private func isOfLots(in site: SiteState) -> Bool {
    let headers = statements.map(\.header).filter { !$0.introducesKey(of: site.drugBook) }
    return signers.map(\.meaning) == [.recorded, .secondSigner] && site.drugBook != nil
      && !headers.isEmpty && Set(headers.map(\.dataKeyNumber)).count == 1
      && headers.allSatisfy { header in
        header.stream.type == .drugLot && header.stream.subject == site.drugBook && header.isSealed
          && EventKind(stream: .lot, number: header.kind) != nil
      }
  }

  /// Whether it releases every device that serves the visit which it ends: one that was assigned
  /// since it was prepared would serve on, and be handed what comes after.
  func releasesEveryDevice(in site: SiteState) -> Bool {
    let headers = statements.map(\.header)
    guard let ended = headers.first(where: \.endsVisit)?.stream else { return true }
    let released = headers.filter { $0.isOf(DeviceReleased.kind) }.map(\.stream.number)
    return Set(released) == Set(site.staff.releases(atEndOf: ended).map(\.actor))
  }
}

extension EntryHeader {
  /// Whether it is an event of a chart or a visit that this version knows.
  fileprivate var isCare: Bool {
    switch stream.type {
    case .chart: stream.number == 0 && EventKind(stream: .chart, number: kind) != nil
    case .visit: EventKind(stream: .visit, number: kind) != nil
    default: false
    }
  }

  /// Whether it is the drug book's half of what happened in a visit, or of a correction of that.
  fileprivate func isLotHalf(in site: SiteState) -> Bool {
    stream.type == .drugLot && stream.subject == site.drugBook && isSealed
      && (isLotHalf || isCorrection)
  }

  fileprivate func introducesKey(of book: SubjectID?) -> Bool {
    stream.type == .ledger && kind == LedgerEventKind.dataKeyIntroduced && stream.subject == book
  }

  fileprivate var visit: UInt32? { stream.type == .visit ? stream.number : nil }
}

extension PreparedStatement {
  fileprivate func releasesDevice(from visit: StreamKey?, in site: SiteState) -> Bool {
    guard let visit, header.isOf(DeviceReleased.kind), !header.isSealed,
      case .staff(.deviceReleased(let released))? = try? ClinicalEvent.parse(
        stream: .staff, kind: header.kind, bytes: body),
      header.stream == StreamKey(type: .staff, subject: .none, number: released.actor),
      let served = site.staff.members[released.actor]?.assignment?.value
    else { return false }
    return served.subject == visit.subject && served.visitNumber == visit.number
  }
}
