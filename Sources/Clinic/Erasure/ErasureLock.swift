internal import DurableFile
internal import Glibc

/// The lock of whoever erases, and the mark in the ledger's directory that an erasure was begun:
/// `DIR/erasing`, there from before the intent until all of it is done.
///
/// So whoever signs in sees by one look at the directory whether a killed process has left
/// something to finish. Letting go of it gives the lock back; a killed process does.
final class ErasureLock {
  private let path: String
  private let directory: String
  private let file: OpenFile

  /// Whether an erasure is going on, or was left unfinished.
  static func isMarked(in directory: String) -> Bool { access(path(in: directory), F_OK) == 0 }

  /// Waits for the lock, and leaves the mark, on disk when this returns.
  convenience init(waitingIn directory: String, _ patience: Patience = Patience()) throws {
    while true {
      let path = Self.path(in: directory)
      let file = try ClinicError.filing { () throws(FileFailure) in
        let file = try OpenFile(path, for: .writingOrCreating)
        try file.lock(patience)
        return file
      }
      // Whoever had it may have taken the mark away while this one waited.
      guard Self.isNamed(file, path) else { continue }
      self.init(file, path: path, directory: directory)
      try Clinic.syncParent(of: path)
      return
    }
  }

  /// Nil when there is no mark, or somebody has the lock.
  convenience init?(leftIn directory: String) {
    let path = Self.path(in: directory)
    guard let file = try? OpenFile(path, for: .writing), (try? file.tryLock()) == true,
      Self.isNamed(file, path)
    else { return nil }
    self.init(file, path: path, directory: directory)
  }

  private init(_ file: consuming OpenFile, path: String, directory: String) {
    self.file = file
    self.path = path
    self.directory = directory
  }

  /// Takes the mark away: nothing is left to be done.
  func finish() { unlink(path) }

  private static func path(in directory: String) -> String { directory + "/erasing" }

  /// Whether the file that is open still has its name.
  private static func isNamed(_ file: borrowing OpenFile, _ path: String) -> Bool {
    guard let named = FileIdentity(path: path) else { return false }
    return (try? file.status())?.identity == named
  }
}
