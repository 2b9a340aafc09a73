import Testing

@testable import Ledger

extension LedgerFixture {
  /// Appends of one to five entries, of one to four signers, about three charts and none: at least
  /// 60 entries in all, of which some lie on overflow pages.
  func fillWithSixtyEntries() throws {
    for round in 0..<21 {
      var proposals = [sealed(round % 3, visit: UInt32(round % 2), text: "round \(round)")]
      if round % 2 == 0 { proposals.append(clear(byteCount: round * 10)) }
      if round % 3 == 0 { proposals.append(sealed((round + 1) % 3, text: "more")) }
      if round % 5 == 0 { proposals.append(clear(byteCount: 3_000 + round * 200)) }
      if round % 4 != 3 { proposals.append(sealed((round + 2) % 3, kind: 900)) }
      _ = try ledger.append(
        request(by: Array(people.prefix(1 + round % 4)), now: Self.now + Int64(round)),
        isSame: { _ in false }, decide: { _ in proposals })
    }
    try checkLedger(ledger)
  }
}
