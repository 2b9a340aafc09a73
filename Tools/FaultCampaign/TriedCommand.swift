internal import Rehearsal

/// A command line that is tried under a fault.
struct TriedCommand: Sendable, CustomStringConvertible {
  enum Effect: Sendable {
    /// The answer is the same every time: an access within the policy's window adds no entry.
    case reads
    /// One append, which `--append-id` makes repeatable.
    case records
    /// Anything else that leaves something behind.
    case changes
  }

  let effect: Effect
  private let words: [String]
  let input: String?

  /// - Parameter line: words of a command line; `@` stands for the specimen's folder.
  init(_ effect: Effect, _ line: String, input: String? = nil) {
    self.effect = effect
    words = line.split(separator: " ").map(String.init)
    self.input = input
  }

  var description: String { words.joined(separator: " ") }

  func arguments(in folder: String) -> [String] {
    words.map { $0.hasPrefix("@") ? folder + $0.dropFirst() : $0 }
  }
}

extension TriedCommand {
  /// Questions: what is on record is not changed by them.
  static let reading = [
    TriedCommand(.reads, "verify"),
    TriedCommand(.reads, "verify --signatures --format json"),
    TriedCommand(.reads, "history --limit 20"),
    TriedCommand(.reads, "history --format json"),
    TriedCommand(.reads, "doctor"),
    TriedCommand(.reads, "show 20 --as nurse.lee"),
    TriedCommand(.reads, "timeline RH-1 --as nurse.lee"),
    TriedCommand(.reads, "patients --as nurse.lee"),
    TriedCommand(.reads, "check infusion-stopped --patient RH-1 --cause completed --as nurse.lee"),
    TriedCommand(.reads, "report compliance --as dr.okafor"),
    TriedCommand(.reads, "report access RH-1 --as dr.okafor"),
    TriedCommand(.reads, "report security --as dr.okafor"),
    TriedCommand(.reads, "staff list"),
    TriedCommand(.reads, "device list"),
    TriedCommand(.reads, "review"),
    TriedCommand(.reads, "projections status --as nurse.lee"),
  ]

  /// One append each, under an id that the repetition gives again.
  static let recording = [
    TriedCommand(
      .records, "record vitals-sampled --patient RH-1 --hr 81 --as nurse.lee --append-id \(id)"),
    TriedCommand(
      .records,
      "record infusion-stopped --patient RH-1 --cause completed --as nurse.lee"
        + " --append-id \(id)"),
    TriedCommand(
      .records, "record --batch - --as nurse.lee --append-id \(id)",
      input: (60..<64).map {
        #"{"event": "vitals-sampled", "patient": "RH-1", "data": {"heart_rate_bpm": \#($0)}}"#
      }.joined(separator: "\n")),
    TriedCommand(.records, "import vitals @/monitor.csv --patient RH-1 --as nurse.lee"),
  ]

  /// Everything else that writes.
  static let changing = [
    TriedCommand(.changes, "checkpoint --as admin"),
    TriedCommand(.changes, "hold place RH-2 --as dr.okafor"),
    TriedCommand(
      .changes, "timeline RH-1 --break-glass --reason - --as admin", input: "an ambulance waits"),
    TriedCommand(.changes, "staff suspend desk.kim --cause leave --as admin"),
    TriedCommand(.changes, "staff enroll nurse.new --role nurse --no-passphrase --as admin"),
    TriedCommand(
      .changes, "staff replace-key nurse.lee --cause routine --no-passphrase --as nurse.lee"),
    TriedCommand(.changes, "backup @/copy --keyring @/copy.keys --as dr.okafor"),
    TriedCommand(.changes, "projections rebuild --as nurse.lee"),
  ]

  private static let id = "0123456789abcdef0123456789abcdef"
}
