/// WHO: a record number, or the first digits of a chart id. A name is refused without being
/// repeated.
enum PatientArgument {
  static func checked(_ text: String) throws -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
        true
      default: false
      }
    }
    guard isPlain, (1...32).contains(text.utf8.count), text.contains(where: \.isNumber) else {
      throw ProgramError.usage(
        "what was given for the patient is neither a record number nor the first digits of a chart id; "
          + "search by name with `candor patients -`, where nothing stays on the command line")
    }
    return text
  }
}
