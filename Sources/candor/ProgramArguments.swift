private import CBuild

/// The command line.
///
/// As the C library hands it to the program. Swift's own list is found by way of /proc, and is
/// empty where that cannot be read: then every command would be no command, which asks for help,
/// and help is an answer.
enum ProgramArguments {
  /// The program's name and what was typed behind it; nothing where it was started without either.
  static let all: [String] = (0..<Int(candor_argument_count())).compactMap { index in
    candor_argument(Int32(index)).map { String(cString: $0) }
  }

  /// The path to start this program by once more.
  static var executable: String? { candor_executable().map { String(cString: $0) } }

  /// Refuses to answer where nobody asked.
  static func requireAny() throws {
    guard all.count > 1 else {
      throw ProgramError.usage("no command is named; see candor --help")
    }
  }
}
