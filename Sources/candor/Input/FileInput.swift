internal import DurableFile
private import Glibc

/// Reads whole files, standard input and inherited descriptors, up to what such an input may have.
enum FileInput {
  /// How much is read before it is looked at: more than anybody has, and far less than memory.
  enum Limit {
    /// A line or a few: a passphrase, a reason, a name, a checkpoint.
    case lines
    /// A document: an event in JSON, a policy.
    case document
    /// What is recorded in one append, or a form as it was shown.
    case bulk

    var byteCount: Int {
      switch self {
      case .lines: 64 << 10
      case .document: 1 << 20
      case .bulk: 64 << 20
      }
    }

    var words: String {
      switch self {
      case .lines: "64 KiB"
      case .document: "1 MiB"
      case .bulk: "64 MiB"
      }
    }
  }

  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - name: what is read, for the error of too much: "a batch".
  static func bytes(at path: String, _ limit: Limit, of name: String) throws -> [UInt8] {
    if path == "-" {
      return try bytes(of: STDIN_FILENO, called: "standard input", limit, of: name)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason = "\(path) cannot be read: \(SystemReason.last())"
      throw errno == ENOENT ? ProgramError.notFound(reason) : ProgramError.io(reason)
    }
    defer { close(descriptor) }
    return try bytes(of: descriptor, called: path, limit, of: name)
  }

  /// - Parameter source: where it comes from, for errors: "standard input".
  static func bytes(
    of descriptor: Int32, called source: String, _ limit: Limit, of name: String
  ) throws -> [UInt8] {
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try StandardStream.read(descriptor, limit: limit.byteCount)
    } catch {
      throw ProgramError.io("\(source) cannot be read: \(error.reason)")
    }
    guard bytes.count <= limit.byteCount else {
      throw ProgramError.badData(
        "\(source) holds more than \(limit.words), and \(name) has at most that; give less")
    }
    return bytes
  }

  /// The bytes as text.
  static func text(at path: String, _ limit: Limit, of name: String) throws -> String {
    guard let text = String(validating: try bytes(at: path, limit, of: name), as: UTF8.self) else {
      throw ProgramError.badData(
        "\(path == "-" ? "standard input" : path) is not UTF-8 text; save it as UTF-8")
    }
    return text
  }
}
