internal import FoundationEssentials

/// The keys of actors and the data keys that exist at one position of the log.
struct KeysInForce {
  private var enrolments: [UInt32: (position: UInt64, publicKey: [UInt8])] = [:]
  /// The first administrator's, as entry 0 names it.
  var firstSigningKey: [UInt8] = []
  private var introduced: Set<StreamKey> = []

  func enrolment(of actor: UInt32) -> (position: UInt64, publicKey: [UInt8])? {
    enrolments[actor]
  }

  mutating func enrol(_ enrolled: [(position: UInt64, keys: ActorKeyEnrolled)]) {
    for (position, keys) in enrolled {
      enrolments[keys.actor] = (position, keys.signingPublicKey.bytes)
    }
  }

  /// Whether these signers may give the actor a key: a first one, or one in place of another.
  func mayEnrol(_ actor: UInt32, signers: [UInt32]) -> Bool {
    enrolments[actor] == nil || LedgerRules.mayReplace(actor, signers: signers)
  }

  /// False when the stream has introduced its key before.
  mutating func introduce(_ stream: StreamKey) -> Bool { introduced.insert(stream).inserted }

  func isIntroduced(_ stream: StreamKey) -> Bool { introduced.contains(stream) }
}
