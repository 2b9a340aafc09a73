internal import TransparencyLog

extension Ledger {
  /// Prepares an append on the ledger as it is now: decided, sealed and anchored, and signed by
  /// nobody yet.
  ///
  /// Nothing is written. Throws what `decide` throws, and what an append's proposals and signers
  /// are refused for: ``LedgerError/invalidProposal(index:_:)``,
  /// ``LedgerError/unknownActor(_:)`` and the like.
  public func prepare(
    _ request: PrepareRequest, decide: (borrowing LedgerSnapshot) throws -> [Proposal]
  ) throws -> PreparedAppend {
    try request.check()
    return try read { snapshot in
      var statements = AppendStatements(
        AppendStatements.Frame(
          ledgerID: id, id: request.id, signers: request.signers.map(\.actor),
          isTraining: isTraining))
      try statements.add(try decide(snapshot), in: snapshot)
      var expected = request.expectedRevisions
      for stream in statements.streams where expected[stream] == nil {
        expected.updateValue(try snapshot.streamHead(stream)?.revision, forKey: stream)
      }
      let signers = try snapshot.signers(request.signers)
      do throws(PreparedDefect) {
        return try PreparedAppend(
          ledger: id, id: request.id, anchor: snapshot.head, signers: signers,
          expectedRevisions: expected, statements: try statements.prepared())
      } catch {
        throw LedgerError.preparedMalformed(error)
      }
    }
  }
}

extension LedgerSnapshot {
  /// Those who are asked, with the enrolments in force.
  fileprivate func signers(_ asked: [PrepareRequest.Signer]) throws(LedgerError) -> [PreparedSigner]
  {
    var signers: [PreparedSigner] = []
    for signer in asked {
      guard let (position, _) = try enrolment(of: signer.actor) else {
        throw .unknownActor(signer.actor)
      }
      signers.append(
        PreparedSigner(
          actor: signer.actor, enrolment: position, meaning: signer.meaning,
          signedAtMicroseconds: signer.signedAtMicroseconds))
    }
    return signers
  }
}
