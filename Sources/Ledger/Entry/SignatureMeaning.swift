/// What a signer's signature says (`Schemas/entry.md`, Signatures).
public enum SignatureMeaning: UInt8, Sendable, Hashable, CaseIterable {
  case recorded = 1
  case secondSigner = 2
  case coSigned = 3
  case reviewed = 4
}
