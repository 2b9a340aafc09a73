internal import ClinicalRecord
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
    /// A paper or a picture that is attached.
    case attachment
    /// What is recorded in one append, or a form as it was shown.
    case bulk

    var byteCount: Int {
      switch self {
      case .lines: 64 << 10
      case .document: 1 << 20
      case .attachment: DocumentAttached.mostBytes
      case .bulk: 64 << 20
      }
    }

    var words: String {
      switch self {
      case .lines: "64 KiB"
      case .document: "1 MiB"
      case .attachment: "16 MiB"
      case .bulk: "64 MiB"
      }
    }

    fileprivate func check(_ bytes: [UInt8], from source: String, _ name: String) throws {
      guard bytes.count <= byteCount else {
        throw ProgramError.badData(
          "\(source) holds more than \(words), and \(name) has at most that; give less")
      }
    }
  }

  /// - Parameters:
  ///   - path: of a file, or of a pipe that a shell has made for it (`<(…)`); `-` is standard
  ///     input, whatever that is.
  ///   - name: what is read, for the error of too much: "a batch".
  static func bytes(at path: String, _ limit: Limit, of name: String) throws -> [UInt8] {
    if isStandardInput(path) {
      return try bytes(of: STDIN_FILENO, called: "standard input", limit, of: name)
    }
    let read: [UInt8]?
    do throws(FileFailure) {
      let file = try OpenFile(path, for: .readingNamed)
      // A monitor may go on writing its export; a paper is kept as it is, or not at all.
      read =
        limit == .attachment
        ? try file.readUnchanged(limit: limit.byteCount) : try file.read(limit: limit.byteCount)
    } catch {
      let reason = "\(path) cannot be read: \(error.reason)"
      if error.unfit != nil { throw ProgramError.badData("\(reason); give one") }
      throw error.isMissing ? ProgramError.notFound(reason) : ProgramError.io(reason)
    }
    guard let bytes = read else {
      throw ProgramError.io(
        "\(path) was written to while it was read; give it once it is written whole")
    }
    try limit.check(bytes, from: path, name)
    return bytes
  }

  /// Whether something is there; what keeps the system from saying so must not pass for a no.
  static func exists(_ path: String) throws -> Bool {
    do throws(FileFailure) {
      return try FileIdentity.find(path) != nil
    } catch {
      throw ProgramError.io("\(path) cannot be looked at: \(error.reason)")
    }
  }

  private static func isStandardInput(_ path: String) -> Bool {
    path == "-" || path == "/dev/stdin"
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
    try limit.check(bytes, from: source, name)
    return bytes
  }

  /// The bytes as text, without the byte order mark that some editors put before it.
  static func text(at path: String, _ limit: Limit, of name: String) throws -> String {
    var bytes = try bytes(at: path, limit, of: name)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ProgramError.badData(
        "\(isStandardInput(path) ? "standard input" : path) is not UTF-8 text; save it as UTF-8")
    }
    return text
  }
}
