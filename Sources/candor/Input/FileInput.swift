internal import DurableFile
private import Glibc

/// Reads whole files, standard input and inherited descriptors.
enum FileInput {
  /// - Parameter path: of a file, or of a pipe that a shell has made for it (`<(…)`); `-` is
  ///   standard input, whatever that is.
  static func bytes(at path: String) throws -> [UInt8] {
    if isStandardInput(path) { return try bytes(of: STDIN_FILENO, called: "standard input") }
    do throws(FileFailure) {
      return try OpenFile(path, for: .readingNamed).read(limit: .max - 1)
    } catch {
      let reason = "\(path) cannot be read: \(error.reason)"
      if error.unfit != nil { throw ProgramError.badData("\(reason); give one") }
      throw error.isMissing ? ProgramError.notFound(reason) : ProgramError.io(reason)
    }
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

  static func bytes(of descriptor: Int32, called name: String) throws -> [UInt8] {
    do throws(FileFailure) {
      return try StandardStream.read(descriptor)
    } catch {
      throw ProgramError.io("\(name) cannot be read: \(error.reason)")
    }
  }

  /// The bytes as text.
  static func text(at path: String) throws -> String {
    guard let text = String(validating: try bytes(at: path), as: UTF8.self) else {
      throw ProgramError.badData(
        "\(path == "-" ? "standard input" : path) is not UTF-8 text; save it as UTF-8")
    }
    return text
  }
}
