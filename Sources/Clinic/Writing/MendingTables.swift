internal import ClinicalRecord
public import DurableFile
internal import FoundationEssentials
public import Ledger
internal import TransparencyLog

/// What was mended, and where it stands in the ledger.
public struct MendedTables: Sendable {
  public var mending: TableMending
  /// Of `tables mended`.
  public var position: UInt64
  public var sentence: String
}

extension Clinic {
  /// Makes the tree of the ledger in a directory anew from its entries, before it is opened: one
  /// whose tree contradicts them does not open.
  ///
  /// Nobody has to be signed in for what follows from the entries alone; ``SignedIn/mend(tree:)``
  /// records it.
  public static func mendTree(
    directory: String, patience: Patience = Patience()
  ) throws -> TableMending {
    try Ledger.mendTree(at: directory, patience: patience)
  }
}

extension SignedIn {
  /// Makes what the log keeps beside its entries anew from them, and records what was mended, in
  /// one transaction.
  ///
  /// - Parameter tree: what was mended before the ledger was opened.
  /// - Returns: nil where nothing was wrong; nothing is recorded then.
  /// - Throws: ``RefusedAct``; `LedgerError` where an entry cannot be believed.
  public func mend(tree: TableMending = TableMending()) throws -> MendedTables? {
    try refusing { try TablesMended.kind.requireRole(role) }
    let now = clock.now()
    let request = AppendRequest(
      id: .timeOrdered(now.unixMicroseconds), signers: [try signer(.recorded)],
      nowMicroseconds: now.unixMicroseconds)
    var sentence = ""
    let result = try refusing {
      try ledger.mend(request, tree: tree) { draft, mending in
        try SiteState.load(from: draft).requireActive(actor)
        let event = TablesMended(mending, of: draft.head)
        sentence = event.sentence
        return [
          try .inTheClear(.operations(.tablesMended(event)), number: 0, occurred: now.occurred)
        ]
      }
    }
    guard let result else { return nil }
    clinic.observer.note(request.id, at: result.appended.positions)
    return MendedTables(
      mending: result.mended, position: result.appended.positions.lowerBound, sentence: sentence)
  }
}

extension TablesMended {
  fileprivate init(_ mending: TableMending, of head: TreeHead) {
    self.init()
    size = head.size
    root = Data(head.root.bytes)
    headCount = UInt32(clamping: mending.heads)
    appendCount = UInt32(clamping: mending.appends)
    nodeCount = UInt32(clamping: mending.nodes)
    isFrontier = mending.frontier
  }
}
