extension LedgerError {
  /// Of what is wrong with a prepared append.
  var preparedDescription: String {
    switch self {
    case .preparedMalformed(let defect):
      "This is no whole prepared append: \(defect). Prepare it again."
    case .preparedElsewhere(let ledger):
      "The append was prepared for ledger \(ledger), which is not this one. Choose that ledger."
    case .anchorElsewhere(let size):
      "The append was prepared on a tree of \(size) entries that this ledger never had: it was "
        + "rolled back, or is another copy. Run candor verify, then prepare the append again."
    case .notAskedToSign(let actor):
      "Actor \(actor) is not one of those who are asked to sign this append. Have one of them sign."
    case .meaningNotAsked(let actor, let meaning):
      "Actor \(actor) was not asked to sign with meaning \(meaning.rawValue). Prepare it again."
    case .signedAtNotStated(let actor):
      "Nobody can sign before actor \(actor) has stated when they sign. Have them open it first."
    case .signingBegun(let actor):
      "The fields of actor \(actor) are fixed: they were stated, or somebody has signed. Prepare "
        + "the append again to change them."
    case .signatureMissing(let actor):
      "The signature of actor \(actor) is missing. Have them sign, then append."
    case .signatureInvalid(let actor):
      "The signature of actor \(actor) does not hold: what was signed is not what is here, or "
        + "another key signed. Prepare the append again."
    default: ""
    }
  }
}
