internal import FoundationEssentials

/// Where identity files are: NAME.identity in one directory, or any file that a path names.
struct IdentityPlace {
  private let options: LedgerOptions

  init(_ options: LedgerOptions) { self.options = options }

  /// The identity file of a sign-in name, or the one that a path names; it is there.
  func path(of name: String) throws -> String {
    let path = name.contains("/") ? name : try directory() + "/\(name).identity"
    guard FileManager.default.fileExists(atPath: path) else {
      throw ProgramError.notFound(
        "there is no identity file \(path); check the name and --identities, or have an administrator enroll it"
      )
    }
    return path
  }

  /// Where a new identity of that name goes; the directory is made when it is missing.
  func pathOfNew(_ handle: String) throws -> String {
    let directory = try directory()
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw ProgramError.io(
        "the directory \(directory) cannot be made; choose another with --identities")
    }
    return "\(directory)/\(handle).identity"
  }

  /// Where identity files are; it need not exist.
  func directory() throws -> String {
    if let named = options.identities ?? Environment["CANDOR_IDENTITIES"], !named.isEmpty {
      return named
    }
    if let data = Environment["XDG_DATA_HOME"], !data.isEmpty { return data + "/candor/identities" }
    guard let home = Environment["HOME"], !home.isEmpty else {
      throw ProgramError.usage(
        "HOME is not set; say where identity files are with --identities DIR")
    }
    return home + "/.local/share/candor/identities"
  }
}
