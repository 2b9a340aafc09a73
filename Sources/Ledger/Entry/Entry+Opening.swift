extension Entry {
  /// The body's message: opened with `dataKey` and freed of its padding, or as stored if the body
  /// is not sealed.
  ///
  /// The caller has held the key against its introduction (``DataKey/check(commitment:in:)``),
  /// because GCM does not commit to its key. Throws ``LedgerError/key(_:)`` when the seal does not
  /// open, and ``LedgerError/refused(position:_:)`` when what was sealed breaks the format.
  public func open(with dataKey: DataKey, in ledger: LedgerID) throws(LedgerError) -> [UInt8] {
    guard header.isSealed else { return body }
    guard dataKey.subject == header.stream.subject, dataKey.number == header.dataKeyNumber else {
      throw .otherDataKey(
        position: position, subject: header.stream.subject, number: header.dataKeyNumber)
    }
    do throws(OpeningDefect) {
      return try header.open(body, with: dataKey, in: ledger)
    } catch {
      switch error {
      case .key(let error): throw .key(error)
      case .format(let defect): throw .refused(position: position, defect)
      }
    }
  }
}
