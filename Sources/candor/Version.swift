private import CBuild

/// The release of this program.
let candorVersion = "0.3.0-dev"

extension Candor {
  /// As `candor --version` prints it: with the commit where it was built by `Tools/build`.
  static var versionAndCommit: String {
    let commit = String(cString: candor_commit())
    return commit.isEmpty ? candorVersion : "\(candorVersion) (\(commit))"
  }
}
