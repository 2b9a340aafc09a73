public import ClinicalRecord

extension DeviationExplained {
  /// The same with its position in the ledger, where it was stated as a place in its append.
  ///
  /// Rules match explanations by position: whoever folds entries into a `CaseFile` passes the
  /// append's first position, which is the entry's position less its index in the append.
  public func resolved(appendBeginsAt firstPosition: UInt64) -> DeviationExplained {
    guard case .aboutAppendIndex(let index)? = about else { return self }
    var resolved = self
    resolved.about = .aboutPosition(firstPosition + UInt64(index))
    return resolved
  }
}
