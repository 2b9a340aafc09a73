/// How a key fails to be a C2SP signed-note Ed25519 key; the raw value completes "The key …".
public enum KeyDefect: String, Hashable, Sendable, CaseIterable {
  case name = "name is empty or has a space, a plus sign or a control character"
  case privateKeyLength = "seed is not 32 bytes long"
  case publicKeyLength = "public key is not 32 bytes long"
  case shape = "is not of the form name+id+base64"
  case idNotHexadecimal = "id is not 8 lower-case hexadecimal digits"
  case encoding = "is not canonical base64 after its id"
  case algorithm = "is of another algorithm than Ed25519 (type 0x01)"
  case idDiffers = "id is not the one that its name and public key give: a character was changed"
}
