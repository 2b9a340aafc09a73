internal import DurableFile
private import Glibc

/// Reads whole files, standard input and inherited descriptors.
enum FileInput {
  /// - Parameter path: `-` is standard input.
  static func bytes(at path: String) throws -> [UInt8] {
    if path == "-" { return try bytes(of: STDIN_FILENO, called: "standard input") }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason = "\(path) cannot be read: \(SystemReason.last())"
      throw errno == ENOENT ? ProgramError.notFound(reason) : ProgramError.io(reason)
    }
    defer { close(descriptor) }
    return try bytes(of: descriptor, called: path)
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
