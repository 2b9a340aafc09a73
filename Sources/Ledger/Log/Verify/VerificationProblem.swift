/// One thing that a verification found wrong.
public struct VerificationProblem: Hashable, Sendable, CustomStringConvertible {
  /// What sort of thing is wrong.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// One entry's bytes are not those that were recorded; nothing follows for others.
    case damagedEntry
    /// An entry's bytes break the format although its leaf hash fits them.
    case format
    /// A position, a key, a link, a revision, a time or an append is not what must follow.
    case order
    /// An anchor, a node, the frontier or an earlier head contradicts the entries.
    case tree
    /// A table contradicts the entries.
    case table
    /// An enrolment or a key introduction is missing or does not hold.
    case key
    /// A signature does not hold, or was made with a key not in force.
    case signature
    /// Reported by whoever observed the entries.
    case observed
  }

  /// Of the entry; nil where no single entry is meant.
  public let position: UInt64?
  public let defect: VerificationDefect

  public init(at position: UInt64?, _ defect: VerificationDefect) {
    self.position = position
    self.defect = defect
  }

  public var kind: Kind { defect.kind }

  /// What is wrong, in words; nothing about a patient.
  public var text: String { defect.description }

  /// "entry 12: …", or the text alone.
  public var description: String { position.map { "entry \($0): \(text)" } ?? text }
}

/// What an observer of a verification finds wrong with an entry, as a case of its own: see
/// ``Ledger/verify(_:observing:progress:)``. It says nothing about a patient.
public protocol ObservedDefect: Equatable, Sendable, CustomStringConvertible {}

/// For observers that say it in words.
extension String: ObservedDefect {}

/// An observer's finding, whatever its type.
public struct Observation: Hashable, Sendable {
  public let defect: any ObservedDefect

  public init(_ defect: any ObservedDefect) { self.defect = defect }

  public static func == (left: Observation, right: Observation) -> Bool {
    left.defect.isSame(as: right.defect)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(defect.description) }
}

extension ObservedDefect {
  fileprivate func isSame(as other: any ObservedDefect) -> Bool { other as? Self == self }
}

/// How a ledger contradicts itself; each is one rule that a verification holds it to.
public enum VerificationDefect: Hashable, Sendable {
  // One entry
  case bytesDiffer
  case malformed(EntryDefect)

  // Appends and their order
  case entryMissing
  case firstEntryDoesNotCreate
  case createsOtherLedger
  case trainingFlagDiffers
  case recordedBeforeLast
  /// Its append's beginning is not before it.
  case appendWithoutBeginning(index: UInt16)
  /// An append that is not whole yet has something else in it.
  case insideOtherAppend(first: UInt64, last: UInt64, index: UInt16, AppendID)
  case appendFieldsDiffer
  case appendTimeDiffers
  case appendPastHead(last: UInt64)
  case entriesPastHead(last: UInt64, size: UInt64)
  /// The link to its stream's last entry; revisions of nil: the stream had no entry.
  case link(to: UInt64?, revision: UInt32, streamAt: UInt64?, streamRevision: UInt32?)
  case ledgerCreatedAgain

  // The tree
  case nodeDiffers(level: Int, index: UInt64, first: UInt64, last: UInt64)
  case frontierDiffers
  case anchorDiffers(size: UInt64)
  case earlierHeadDiffers(size: UInt64)
  case shorterThanEarlierHead(size: UInt64, earlier: UInt64)

  // The tables
  case appendRowUnreadable
  case appendRowMissing
  case appendRowLeads(first: UInt64, count: UInt32)
  /// A row whose append does not begin at its position.
  case appendRowWithoutAppend(AppendID)
  case headRowUnreadable
  case headRowMissing
  /// Nil, nil: there is no entry of that stream.
  case headRowDiffers(
    StreamType, position: UInt64, revision: UInt32, found: UInt64?, foundRevision: UInt32?)
  case nodeOutsideTree(level: Int, index: UInt64)

  // Keys
  case sealedWithoutSubject
  case dataKeyNotIntroduced(number: UInt32)
  case firstKeyDiffers
  /// One of the ledger's own events breaks its rules.
  case ledgerEvent(ProposalDefect)

  // Signatures
  case signerWithoutKey(actor: UInt32)
  case keyNotInForce(actor: UInt32, enrolment: UInt64, inForce: UInt64)
  case signatureInvalid(actor: UInt32)

  /// What an observer of the entries found.
  case observed(Observation)
}

extension VerificationDefect: CustomStringConvertible {
  /// What sort of thing is wrong.
  public var kind: VerificationProblem.Kind { text.kind }

  /// What is wrong, in words.
  public var description: String { text.words }

  private var text: (kind: VerificationProblem.Kind, words: String) {
    switch self {
    case .bytesDiffer:
      (.damagedEntry, "its bytes are not those that its leaf hash was made of")
    case .malformed(let defect): (.format, defect.description)

    case .entryMissing: (.order, "there is no entry at this position")
    case .firstEntryDoesNotCreate: (.order, "the first entry does not create the ledger")
    case .createsOtherLedger: (.order, "it creates another ledger than this one")
    case .trainingFlagDiffers: (.order, "its training flag is not that of the ledger")
    case .recordedBeforeLast: (.order, "it was recorded before the entry before it")
    case .appendWithoutBeginning(let index):
      (.order, "it is number \(index) of its append, whose beginning is not before it")
    case .insideOtherAppend(let first, let last, let index, let id):
      (
        .order,
        "the append that began at entry \(first) goes on to entry \(last), and this entry is "
          + "number \(index) of append \(id)"
      )
    case .appendFieldsDiffer:
      (.order, "its last index or its actor is not that of its append")
    case .appendTimeDiffers: (.order, "it was not recorded at the time of its append")
    case .appendPastHead(let last):
      (.order, "its append goes on to entry \(last), past the head")
    case .entriesPastHead(let last, let size):
      (.order, "there are entries up to \(last), and the head has a size of \(size)")
    case .link(let previous, let revision, let position, let streamRevision):
      (
        .order,
        "it follows \(Self.text(previous)) as revision \(revision), and its stream stood at "
          + "\(Self.text(position))" + (streamRevision.map { ", revision \($0)" } ?? "")
      )
    case .ledgerCreatedAgain: (.order, ProposalDefect.ledgerCreatedAgain.description)

    case .nodeDiffers(let level, let index, let first, let last):
      (
        .tree,
        "node \(index) of level \(level), over entries \(first) to \(last), is missing or stored "
          + "otherwise"
      )
    case .frontierDiffers: (.tree, "the tree's stored frontier is not that of its entries")
    case .anchorDiffers(let size):
      (
        .tree,
        "its signers built on a tree of \(size) entries with another root: one of the entries "
          + "before \(size) is not what they were shown"
      )
    case .earlierHeadDiffers(let size):
      (.tree, "the first \(size) entries are not those of the earlier head")
    case .shorterThanEarlierHead(let size, let earlier):
      (.tree, "the ledger has \(size) entries, and an earlier head had \(earlier)")

    case .appendRowUnreadable: (.table, "a row of the append ids is not readable")
    case .appendRowMissing: (.table, "the row of its append id is missing or unreadable")
    case .appendRowLeads(let first, let count):
      (.table, "the row of its append id leads to entry \(first) and \(count) entries")
    case .appendRowWithoutAppend(let id):
      (.table, "the append ids say that append \(id) begins here; it does not")
    case .headRowUnreadable: (.table, "a row of the stream heads is not readable")
    case .headRowMissing: (.table, "its stream has no row among the stream heads")
    case .headRowDiffers(let type, let position, let revision, let found, let foundRevision):
      (
        .table,
        "the stream heads say that a stream of type \(type.rawValue) ends with entry \(position), "
          + "revision \(revision); " + Self.end(found, foundRevision)
      )
    case .nodeOutsideTree(let level, let index):
      (.table, "node \(index) of level \(level) is stored and no part of the tree")

    case .sealedWithoutSubject: (.key, "it is sealed although it is about no subject")
    case .dataKeyNotIntroduced(let number):
      (.key, "it is sealed with data key \(number), which was not introduced before it")
    case .firstKeyDiffers:
      (.key, "the key that it enrols is not the one that entry 0 names")
    case .ledgerEvent(let defect): (.key, defect.description)

    case .signerWithoutKey(let actor):
      (.signature, "actor \(actor), who signs, has no key")
    case .keyNotInForce(let actor, let enrolment, let inForce):
      (
        .signature,
        "actor \(actor) signs with the key of entry \(enrolment), and that of entry \(inForce) is "
          + "in force"
      )
    case .signatureInvalid(let actor):
      (.signature, "the signature of actor \(actor) does not hold")

    case .observed(let observation): (.observed, observation.defect.description)
    }
  }

  private static func text(_ position: UInt64?) -> String {
    position.map { "entry \($0)" } ?? "no entry"
  }

  private static func end(_ position: UInt64?, _ revision: UInt32?) -> String {
    guard let position, let revision else { return "there is no entry of that stream" }
    return "it ends with entry \(position), revision \(revision)"
  }
}

/// Collects what a verification finds: every problem counted, the first ones of each sort kept, so
/// that many of one sort cannot push the only one of another off the list.
struct ProblemList {
  private(set) var listed: [VerificationProblem] = []
  private(set) var count = 0
  private var counts: [VerificationProblem.Kind: Int] = [:]
  private let most: Int

  init(listing most: Int) { self.most = most }

  mutating func add(_ defect: VerificationDefect, at position: UInt64?) {
    let problem = VerificationProblem(at: position, defect)
    count += 1
    counts[problem.kind, default: 0] += 1
    guard counts[problem.kind, default: 0] <= most else { return }
    listed.append(problem)
  }
}
