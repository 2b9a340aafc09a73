/// How a text fails to be a C2SP checkpoint; the raw value completes "The checkpoint …".
public enum CheckpointDefect: String, Hashable, Sendable, CaseIterable {
  case unfinishedLine = "does not end with a newline"
  case tooFewLines = "has fewer than three lines (origin, size, root)"
  case origin = "has an origin that is empty or has a control character"
  case size = "has a size that is not a decimal number under 2^64 without leading zeros"
  case root = "has a root that is not 32 bytes in canonical base64"
  case emptyTreeRoot = "has size 0 but not the root of the empty tree"
  case extensionLine = "has an extension line that is empty or has a control character"
}
