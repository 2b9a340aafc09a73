/// How bytes fail to be a C2SP signed note; the raw value completes "The signed note …".
public enum NoteDefect: String, Hashable, Sendable, CaseIterable {
  case tooLong = "is longer than 1,000,000 bytes"
  case notUTF8 = "is not valid UTF-8"
  case controlCharacter = "has a control character other than a newline"
  case textWithoutNewline = "has a text that does not end with a newline"
  case noBlankLine = "has no blank line between its text and its signatures"
  case noSignature = "has no signature line after its last blank line"
  case unfinishedLine = "does not end with a newline"
  case signatureLine = "has a signature line that is not of the form '— name base64'"
  case keyName = "has a signature whose key name is empty or has a space or a plus sign"
  case signatureEncoding = "has a signature that is not canonical base64"
  case signatureLength = "has a signature without bytes after its 4-byte key id"
  case tooManySignatures = "has more than 100 signatures"
}
