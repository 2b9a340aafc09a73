internal import ClinicalRecord
internal import Ledger

/// What is wrong with an entry that the ledger itself takes for sound: a program that keeps the
/// clinic's rules would not have recorded it.
enum RecordingDefect: Equatable {
  // Who recorded it.
  case actorUnknown(UInt32)
  case actorInactive(UInt32, Staff.Status)
  /// An event, or one of the ledger's own, by its name.
  case notOfRole(event: String, Role)
  case deviceServesNone
  case deviceServesAnotherVisit
  case deviceVisitEnded

  // What it says.
  case sealedThoughClear
  case notSealed
  case newerCandor
  case bodyUnreadable
  case policyMisplaced(EventKind)
  case staffMisplaced(EventKind, about: UInt32)
  case policyUnreadable(EventKind)
  case rejected(EventKind, Rejection)
  case assignedBeforeArrival(EventKind)
  case assignedAfterEnd(EventKind)
  case assignedWithoutKey(EventKind)
  case emergencyNumberImpossible(UInt32)
  case access(EventKind, AccessStream.Refusal)
  case keyReplaced(number: UInt32, introduced: UInt64, renewed: UInt64)

  // Who signed the append, and for what keys.
  case signerInactive(UInt32)
  case staffRule(EventKind, why: String)
  case severalKeys(actor: UInt32, count: Int)
  case keyReplacedSilently(actor: UInt32)
  case keyByNoAdministrator(actor: UInt32)
  case keyOfNobody(actor: UInt32)
  case keyMissing(EventKind, actor: UInt32)
  case secondSignerMissing(EventKind)
  case severalSecondSigners(Int, act: String)
  case ownSecondSigner(UInt32, act: String)
  case secondSignerUnknown(UInt32, act: String)
  case secondSignerUnfit(act: String, Role, Staff.Status)

  // What was decided about keeping charts.
  case chartErased(intended: UInt64)
  case custodyMisplaced(EventKind)
  case custodyUnreadable(EventKind)
  case custodyRejected(Rejection)
  case replayWithoutRestore(UInt64)

  // Documents.
  case pieceMisplaced
  case documentNotWhole
}

extension RecordingDefect: CustomStringConvertible {
  var description: String {
    switch self {
    case .actorUnknown(let actor): "actor \(actor) was not enrolled as staff"
    case .actorInactive(let actor, let status):
      "actor \(actor) was \(status.rawValue) and may not record"
    case .notOfRole(let event, let role): "\(event) is not the role \(role.words)'s to record"
    case .deviceServesNone: "the device serves no visit"
    case .deviceServesAnotherVisit: "the device serves another visit"
    case .deviceVisitEnded: "the visit that the device served has ended"

    case .sealedThoughClear: "it is sealed, as nothing about staff and policy is"
    case .notSealed: "it is about a patient or of the drug book, and not sealed"
    case .newerCandor: "a newer Candor wrote it, whose rules are not known here"
    case .bodyUnreadable: "its body does not read as what its header says"
    case .policyMisplaced(let kind):
      "\(kind.name): it does not stand in the clinic's one stream of policies"
    case .staffMisplaced(let kind, let actor):
      "\(kind.name): it is about actor \(actor), and does not stand in that actor's stream"
    case .policyUnreadable(let kind): "\(kind.name): its document does not read as a policy"
    case .rejected(let kind, let rejection): "\(kind.name): \(rejection.defect)"
    case .assignedBeforeArrival(let kind): "\(kind.name): nobody has arrived for that visit"
    case .assignedAfterEnd(let kind): "\(kind.name): that visit has ended"
    case .assignedWithoutKey(let kind): "\(kind.name): its data key was not introduced with it"
    case .emergencyNumberImpossible(let number):
      "it has number \(number) among the chart's emergency accesses, more than there can have been"
    case .access(let kind, let refusal): "\(kind.name): \(refusal.words)"
    case .keyReplaced(let number, let introduced, let renewed):
      "it is sealed with data key \(number), introduced at \(introduced), "
        + "before the keys were renewed at \(renewed)"

    case .signerInactive(let actor): "actor \(actor), who signed it too, was not active"
    case .staffRule(let kind, let why): "\(kind.name): \(why)"
    case .severalKeys(let actor, let count): "it enrols \(count) keys for actor \(actor)"
    case .keyReplacedSilently(let actor):
      "it replaces the key of actor \(actor) without saying so"
    case .keyByNoAdministrator(let actor):
      "it enrols a key for actor \(actor), and no active administrator recorded it"
    case .keyOfNobody(let actor):
      "it enrols a key for actor \(actor), whom it does not enrol as staff"
    case .keyMissing(let kind, let actor): "\(kind.name): it enrols no key for actor \(actor)"
    case .secondSignerMissing(let kind):
      "\(kind.name) needs a second signer, and nobody signed as one"
    case .severalSecondSigners(let count, let act):
      "\(count) signed as second signer of \(act)"
    case .ownSecondSigner(let actor, let act):
      "actor \(actor) recorded \(act), and signed as its second signer alone"
    case .secondSignerUnknown(let actor, let act):
      "actor \(actor), the second signer of \(act), was not enrolled as staff"
    case .secondSignerUnfit(let act, let role, let status):
      "\(act) is not for a second signer of role \(role.words), \(status.rawValue), to sign"

    case .chartErased(let position):
      "it is about a chart whose erasure was intended at \(position)"
    case .custodyMisplaced(let kind): "\(kind.name) stands in no chart's stream"
    case .custodyUnreadable(let kind): "\(kind.name) does not read as one"
    case .custodyRejected(let rejection): "\(rejection)"
    case .replayWithoutRestore(let position):
      "no restore follows the replayed erasure at \(position)"

    case .pieceMisplaced:
      "its append holds a part of a document that was attached before: all of one stand in one append"
    case .documentNotWhole:
      "its append does not hold a document with the chart's event that names it"
    }
  }
}
