/// Why a backup was not made, or is not what it should be.
///
/// No case carries anything about a patient.
public enum BackupDefect: Error, Equatable, Sendable {
  // Where it would go
  /// The directory holds something already.
  case occupied(path: String)
  /// Log and keyring would lie in one directory: whoever has it could open every chart.
  case notApart(keyring: String, backup: String)
  /// What is lost with the ledger is no backup of it.
  case insideTheLedger(path: String)

  // What is there
  case noBackup(path: String)
  case newerFormat(path: String, found: UInt32)
  case manifestUnreadable(path: String, reason: String)
  case fileMissing(path: String)
  /// A file has other bytes than were backed up.
  case fileDamaged(path: String)
  /// Manifest, checkpoint, log and keyring must agree and do not.
  case contradicts(what: String)
  /// The copy is whole, but the ledger in it does not hold up.
  case unsound(problems: Int, first: String)

  /// The operating system refused an operation on a file.
  case file(path: String, action: String, reason: String)
}

extension BackupDefect: CustomStringConvertible {
  /// What is wrong, what was expected, what to do next.
  public var description: String { text.description }

  /// What sort of error it is.
  public var category: ErrorCategory { text.category }

  var text: ErrorText {
    switch self {
    case .occupied(let path):
      .init(
        .unavailable,
        "\(path) is there and not empty, and nothing is ever overwritten.",
        "Name a new directory.")
    case .notApart(let keyring, let backup):
      .init(
        .usage,
        "The keyring would go to \(keyring) and the log to \(backup), one inside the other, "
          + "so that who has one has both.",
        "Name directories apart, best on different media.")
    case .insideTheLedger(let path):
      .init(
        .usage,
        "\(path) lies in the ledger's own directory and would be lost with it.",
        "Name one elsewhere.")
    case .noBackup(let path):
      .init(
        .notFound,
        "\(path) holds no whole backup: its manifest.json is missing.",
        "Check the path.")
    case .newerFormat(let path, let found):
      .init(
        .unavailable,
        "The backup in \(path) has format \(found), and this Candor knows format 1.",
        "Use a newer one.")
    case .manifestUnreadable(let path, let reason):
      .init(
        .badData,
        "\(path) is damaged: \(reason).",
        "Take another copy of this backup, or an earlier one.")
    case .fileMissing(let path):
      .init(
        .notFound,
        "\(path) is missing from the backup.",
        "Take another copy of this backup, or an earlier one.")
    case .fileDamaged(let path):
      .init(
        .badData,
        "\(path) is damaged: it is not what was backed up.",
        "Take another copy, or an earlier backup.")
    case .contradicts(let what):
      .init(
        .badData,
        "The parts do not belong together: \(what).",
        "Check which copy each of them is.")
    case .unsound(let problems, let first):
      .init(
        .unsound,
        "The ledger in the copy does not hold up: \(problems) problems, the first: \(first).",
        "Run candor verify, and keep all copies as they are.")
    case .file(let path, let action, let reason):
      .init(
        .io,
        "Could not \(action) \(path): \(reason).",
        "Check the path, its permissions and the space left.")
    }
  }
}
