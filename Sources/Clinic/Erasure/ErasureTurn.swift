internal import Glibc

/// The one who erases at a time, and the mark in the ledger's directory that an erasure was begun:
/// `DIR/erasing`, there from before the intent until all of it is done.
///
/// So whoever signs in sees by one look at the directory whether a killed process has left
/// something to finish. Letting go of it gives the lock back; a killed process does.
final class ErasureTurn {
  private let path: String
  private let directory: String
  private let descriptor: Int32

  /// Whether an erasure is going on, or was left unfinished.
  static func isMarked(in directory: String) -> Bool { access(path(in: directory), F_OK) == 0 }

  /// Waits for its turn, and marks that it has it, on disk when this returns.
  convenience init(waitingIn directory: String) throws {
    while true {
      let path = Self.path(in: directory)
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw ClinicError.system(path: path) }
      var status: Int32
      repeat { status = flock(descriptor, LOCK_EX) } while status != 0 && errno == EINTR
      // Whoever had it may have taken the mark away while this one waited.
      if status == 0, Self.isSame(descriptor, path) {
        self.init(descriptor, path: path, directory: directory)
        try Clinic.syncParent(of: path)
        return
      }
      close(descriptor)
      guard status == 0 else { throw ClinicError.system(path: path) }
    }
  }

  /// Nil when there is no mark, or somebody has the turn.
  convenience init?(leftIn directory: String) {
    let path = Self.path(in: directory)
    let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, Self.isSame(descriptor, path) else {
      close(descriptor)
      return nil
    }
    self.init(descriptor, path: path, directory: directory)
  }

  private init(_ descriptor: Int32, path: String, directory: String) {
    self.descriptor = descriptor
    self.path = path
    self.directory = directory
  }

  deinit { close(descriptor) }

  /// Takes the mark away: nothing is left to be done.
  func finish() { unlink(path) }

  private static func path(in directory: String) -> String { directory + "/erasing" }

  private static func isSame(_ descriptor: Int32, _ path: String) -> Bool {
    var held = stat()
    var named = stat()
    return fstat(descriptor, &held) == 0 && stat(path, &named) == 0
      && held.st_ino == named.st_ino && held.st_dev == named.st_dev
  }
}
