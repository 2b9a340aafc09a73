internal import TransparencyLog

extension PreparedAppend {
  /// The rules that need no ledger: the parts must be those of one append.
  func check() throws(PreparedDefect) {
    try checkSigners()
    guard anchor.size > 0 || anchor.root == .emptyRoot else { throw .signature(.anchorRoot) }
    guard expectedRevisions.count <= EntryBatch.maxCount else {
      throw .expectedCount(expectedRevisions.count)
    }
    guard (1...EntryBatch.maxCount).contains(statements.count) else {
      throw .statementCount(statements.count)
    }
    for (index, statement) in statements.enumerated() {
      let header = statement.header
      guard header.appendID == id, Int(header.index) == index,
        Int(header.lastIndex) == statements.count - 1, header.actor == signers[0].actor,
        header.isTraining == statements[0].header.isTraining
      else { throw .statementOfAnother(index: index) }
      guard expectedRevisions[header.stream] != nil else {
        throw .streamNotExpected(index: index)
      }
    }
  }

  private func checkSigners() throws(PreparedDefect) {
    guard SignatureBlock.signerCounts.contains(signers.count) else {
      throw .signature(.signatureCount(signers.count))
    }
    guard Set(signers.map(\.actor)).count == signers.count else { throw .signature(.signerTwice) }
    let isSigned = signers.contains { $0.signature != nil }
    guard !isSigned || signers.allSatisfy({ $0.signedAtMicroseconds != nil }) else {
      throw .signedBeforeStated
    }
  }
}
