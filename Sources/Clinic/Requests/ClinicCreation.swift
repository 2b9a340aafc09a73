/// What `init` needs to create a clinic's ledger.
public struct ClinicCreation: Sendable {
  public var directory: String
  /// The checkpoint origin, e.g. "omaha.example/ketamine"; a training ledger's is given the prefix
  /// "training.".
  public var siteName: String
  public var isTraining: Bool
  public var administratorHandle: String
  public var administratorDisplayName: String
  /// Nil: the administrator's identity is stored without a passphrase.
  public var passphrase: [UInt8]?
  /// Where the identity file is written.
  public var identityPath: String
  /// The policy document to adopt, JSON.
  public var policyDocument: [UInt8]

  public init(
    directory: String, siteName: String, isTraining: Bool, administratorHandle: String,
    administratorDisplayName: String, passphrase: [UInt8]?, identityPath: String,
    policyDocument: [UInt8]
  ) {
    self.directory = directory
    self.siteName = siteName
    self.isTraining = isTraining
    self.administratorHandle = administratorHandle
    self.administratorDisplayName = administratorDisplayName
    self.passphrase = passphrase
    self.identityPath = identityPath
    self.policyDocument = policyDocument
  }
}

/// What `init` made, for pinning elsewhere.
public struct CreatedClinic: Sendable {
  public var origin: String
  /// Lower-case hexadecimal.
  public var ledgerID: String
  /// Leaf hash of the first entry, lower-case hexadecimal.
  public var genesisHash: String
  /// The C2SP verifier key of the site, for those who check checkpoints.
  public var verifierKey: String
  public var identityPath: String
}
