import Crypto
import Ledger
import Testing
import TransparencyLog

/// Everything that must be true of any ledger at any time; called after every append.
func checkLedger(_ ledger: Ledger, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let verification = try ledger.verify(VerifyOptions(signatures: true))
  #expect(verification.problems == [], sourceLocation: sourceLocation)
  #expect(verification.isSound, sourceLocation: sourceLocation)
  var leaves: [[UInt8]] = []
  try ledger.forEachEntry { entry in
    #expect(entry.position == UInt64(leaves.count), sourceLocation: sourceLocation)
    leaves.append(sha256([0] + entry.bytes))
    return true
  }
  let head = try ledger.head()
  #expect(head.size == UInt64(leaves.count), sourceLocation: sourceLocation)
  #expect(head.root.bytes == treeHash(leaves[...]), sourceLocation: sourceLocation)
  #expect(verification.head == head, sourceLocation: sourceLocation)
}

/// RFC 6962 §2.1 as it is written, from leaf hashes.
func treeHash(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
  guard let only = leaves.first else { return sha256([]) }
  guard leaves.count > 1 else { return only }
  var split = 1
  while split * 2 < leaves.count { split *= 2 }
  return sha256([1] + treeHash(leaves.prefix(split)) + treeHash(leaves.dropFirst(split)))
}

func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
