/// What a new ledger begins with: its first append.
public struct Genesis: Sendable {
  /// Of checkpoints: a name without spaces or plus signs; a training ledger's begins with
  /// `training.`, and no other's does.
  public var origin: String
  public var isTraining: Bool
  /// Ed25519, 32 bytes: signs checkpoints.
  public var sitePublicKey: [UInt8]
  /// The first administrator. Its ``Identity/ledger`` becomes the ledger's id; its enrolment will
  /// be position 1.
  public var administrator: Identity
  public var appendID: AppendID
  /// The raw clock: microseconds since 1970-01-01T00:00:00Z.
  public var nowMicroseconds: Int64
  public var utcOffsetMinutes: Int16
  /// More of the same append: staff enrolled, policy adopted.
  public var proposals: [Proposal]

  /// Where the first administrator's key is enrolled.
  public static let administratorEnrolment: UInt64 = 1

  public init(
    origin: String, isTraining: Bool, sitePublicKey: [UInt8], administrator: Identity,
    nowMicroseconds: Int64, utcOffsetMinutes: Int16 = 0, proposals: [Proposal] = [],
    appendID: AppendID = .random()
  ) {
    self.origin = origin
    self.isTraining = isTraining
    self.sitePublicKey = sitePublicKey
    self.administrator = administrator
    self.nowMicroseconds = nowMicroseconds
    self.utcOffsetMinutes = utcOffsetMinutes
    self.proposals = proposals
    self.appendID = appendID
  }

  static let trainingPrefix = "training."
}
