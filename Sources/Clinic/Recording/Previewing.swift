internal import ClinicalRecord
public import Ledger

extension Clinic {
  /// What a request comes to with somebody's signature beside the recorder's, for them to see
  /// before they sign: every event of the append. Nothing of it is recorded.
  ///
  /// Whatever speaks against the act is thrown here as ``record(_:)`` throws it, a reason that is
  /// missing among it, so that nothing is added after they have seen it.
  ///
  /// - Parameter second: whoever is to sign, as their identity file says.
  /// - Throws: what ``record(_:)`` throws; `ClinicError.identityOfAnotherLedger`.
  public func preview(
    _ request: RecordRequest, second: IdentityLabel
  ) throws -> [OpenedRequest.Line] {
    guard second.ledger == ledger.id else {
      throw ClinicError.identityOfAnotherLedger(handle: second.handle)
    }
    let recording = try Recording(clinic: self, request: request, isPreview: true)
    return try telling { try recording.preview(beside: second.actor) }
  }
}

extension Recording {
  fileprivate func preview(beside second: UInt32) throws -> [OpenedRequest.Line] {
    try clinic.ledger.read { snapshot in
      if let id = request.appendID, try snapshot.append(id) != nil {
        // It is recorded already, and nothing follows from it any more.
        let house = try House.load(from: snapshot)
        return request.statements.map { statement in
          let occurred = statement.occurred ?? now
          return OpenedRequest.Line(
            event: statement.event.kind.name,
            sentence: house.sentence(of: statement.event, occurred: occurred), occurred: occurred)
        }
      }
      return try decide(in: snapshot, secondSigner: second).lines
    }
  }
}

extension Decision {
  /// Its events as whoever is to sign them sees them.
  var lines: [OpenedRequest.Line] {
    steps.map { step in
      OpenedRequest.Line(
        event: step.event.kind.name,
        sentence: house.sentence(of: step.event, occurred: step.occurred), occurred: step.occurred)
    }
  }

  /// Whether it is what was shown: the same events, departing from the same rules for the same
  /// reason. Times may have moved on where none was stated.
  func isShown(by shown: [OpenedRequest.Line]) -> Bool {
    func outline(_ lines: [OpenedRequest.Line]) -> [String] {
      lines.map { $0.event == DeviationExplained.name ? $0.sentence : $0.event }
    }
    return outline(shown) == outline(lines)
  }
}
