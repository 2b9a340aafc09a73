internal import ClinicalRecord
internal import FoundationEssentials
public import Ledger
internal import TransparencyLog

extension Clinic {
  /// How the ledger contradicts a checkpoint that was published: the one that this account keeps
  /// outside the ledger's directory, or the one in it. Nil where it continues them, and where two
  /// people have given up what the checkpoint says.
  ///
  /// What is no checkpoint of this site says nothing here: `doctor` names it.
  public func contradiction() throws -> ClinicError? { try contradicted()?.cause }

  /// The same, with what was published.
  func contradicted() throws -> (published: TreeHead, cause: ClinicError)? {
    let head = try ledger.head()
    for path in [Self.publishedPath(of: ledger.id, in: stateFolder), directory + "/checkpoint"] {
      guard let note = (try? Self.keptNote(path)) ?? nil,
        let published = try? openCheckpoint(note, verifierKey: nil),
        let contradiction = try contradiction(of: head, with: published, path: path)
      else { continue }
      return (published, contradiction)
    }
    return nil
  }

  /// Refuses what can wait where the ledger contradicts a checkpoint that was published.
  ///
  /// - Throws: `ClinicError.contradicted`.
  func requireContinued() throws {
    guard let contradiction = try contradiction() else { return }
    throw ClinicError.contradicted(cause: contradiction.details.problem)
  }

  /// Whether two people have recorded that what a checkpoint says is given up.
  func isGivenUp(_ published: TreeHead) throws -> Bool {
    let stream = StreamKey(type: .operations, subject: .none, number: 0)
    return try ledger.read { snapshot in
      try snapshot.stream(stream).contains { entry in
        guard entry.header.isOf(CheckpointGivenUp.kind),
          case .operations(.checkpointGivenUp(let givenUp))? = try entry.fact(body: entry.body)?
            .value
        else { return false }
        return givenUp.size == published.size && [UInt8](givenUp.root) == published.root.bytes
      }
    }
  }
}

extension SignedIn {
  /// Goes on with the ledger as it is: what a published checkpoint says is given up, by two people,
  /// in one entry that names its size and root.
  ///
  /// - Throws: `ClinicError.secondSignerNeeded` and what else stands against the second signer;
  ///   ``RefusedAct``.
  func giveUp(_ published: TreeHead, second: Identity?) throws {
    var event = CheckpointGivenUp()
    event.size = published.size
    event.root = Data(published.root.bytes)
    let secondSigner = try refusing { try second.map { try self.secondSigner($0) } }
    let now = clock.now()
    var order = WriteOrder(signers: try signers(secondSigner), now: now)
    // Nothing else is recorded before it.
    order.isNeverHeldUp = true
    order.marksContradiction = false
    _ = try write(order) { _, site in
      try CheckpointGivenUp.kind.requireRole(role)
      let signing = SigningPlan(
        of: [CheckpointGivenUp.kind], actor: actor, second: secondSigner?.actor, on: site)
      if let problem = signing.problem { throw problem }
      return Decided([
        try .inTheClear(.operations(.checkpointGivenUp(event)), number: 0, occurred: now.occurred)
      ])
    }
  }
}

extension Proposal {
  /// The mark of what was recorded on a ledger that does not continue a published checkpoint.
  static func contradicted(_ published: TreeHead, occurred: Occurred) throws -> Proposal {
    var event = CheckpointContradicted()
    event.size = published.size
    event.root = Data(published.root.bytes)
    return try .inTheClear(
      .operations(.checkpointContradicted(event)), number: 0, occurred: occurred)
  }
}

extension ClinicError {
  /// What two people may do about it.
  static let givingUp =
    "only for a copy that takes the ledger's place: candor checkpoint --accept-rollback --second "
    + "NAME."

  /// What can wait is stopped, and what cannot goes on.
  static func detailsOfContradiction(_ cause: String) -> Details {
    Details(
      .contradicted, .badData,
      "\(cause) What can wait is not recorded; what is never held up is.",
      "See candor doctor; " + givingUp)
  }
}
