internal import Glibc

/// Where sessions are kept: the kernel's key store, or a private directory in memory where the
/// kernel or the container offers none.
///
/// A kernel that takes no more keys (its quota is small) makes way for the directory too, so both
/// are looked in.
public struct SessionStore {
  /// Which may be used.
  public enum Choice: String, CaseIterable, Sendable {
    /// The kernel's, and the directory where it refuses.
    case automatic
    /// The kernel's or none.
    case kernel
    /// The directory or none.
    case folder
  }

  enum Shelf {
    case kernel(KernelKeyStore)
    case folder(RuntimeFolder)
  }

  private var shelves: [Shelf] = []
  private var reasons: [String] = []
  private let turns: RuntimeFolder?

  /// - Parameter runtimeDirectory: $XDG_RUNTIME_DIR, if it is set.
  public init(_ choice: Choice, runtimeDirectory: String?) {
    turns = .turns(runtime: runtimeDirectory, user: geteuid())
    if choice != .folder {
      switch KernelKeyStore.find() {
      case .success(let store): shelves.append(.kernel(store))
      case .failure(let refusal): reasons.append(refusal.description)
      }
    }
    if choice != .kernel {
      shelves.append(.folder(.standard(runtime: runtimeDirectory, user: geteuid())))
    }
  }

  init(shelves: [Shelf], turns: RuntimeFolder? = nil) {
    self.shelves = shelves
    self.turns = turns
  }

  /// Waits for one's turn to change what is kept, whichever store keeps it.
  ///
  /// Nil where there is no private directory to take turns in: then there are no turns, since a
  /// machine with a key store alone must not be without sessions.
  func turn(_ name: String) -> SessionTurn? { turns?.turn(name) }

  /// Keeps the bytes under that name for so many seconds, in place of what was there.
  ///
  /// Throws ``SessionError/noStore(reasons:)``.
  func put(
    _ name: String, _ bytes: borrowing SecretBytes, seconds: UInt32
  ) throws(SessionError) {
    var reasons = reasons
    for (index, shelf) in shelves.enumerated() {
      do throws(Refusal) {
        switch shelf {
        case .kernel(let store): try store.put(name, bytes, seconds: seconds)
        case .folder(let folder): try folder.put(name, bytes, seconds: seconds)
        }
      } catch {
        reasons.append(error.description)
        continue
      }
      for (other, shelf) in shelves.enumerated() where other != index { shelf.remove(name) }
      return
    }
    throw .noStore(reasons: reasons)
  }

  /// Nil when there is none, or none any more.
  func get(_ name: String) -> SecretBytes? {
    for shelf in shelves {
      if let bytes = shelf.get(name) { return bytes }
    }
    return nil
  }

  func names(beginning prefix: String) -> [String] {
    Set(shelves.flatMap { $0.names(beginning: prefix) }).sorted()
  }

  func remove(_ name: String) {
    for shelf in shelves { shelf.remove(name) }
  }

  /// Also what a process that was killed has left half written.
  func removeAll(beginning prefix: String) {
    for shelf in shelves { shelf.removeAll(beginning: prefix) }
  }
}

extension SessionStore.Shelf {
  fileprivate func get(_ name: String) -> SecretBytes? {
    switch self {
    case .kernel(let store): store.get(name)
    case .folder(let folder): folder.get(name)
    }
  }

  fileprivate func names(beginning prefix: String) -> [String] {
    switch self {
    case .kernel(let store): store.names(beginning: prefix)
    case .folder(let folder): folder.names(beginning: prefix)
    }
  }

  fileprivate func remove(_ name: String) {
    switch self {
    case .kernel(let store): store.remove(name)
    case .folder(let folder): folder.remove(name)
    }
  }

  fileprivate func removeAll(beginning prefix: String) {
    switch self {
    case .kernel(let store): for name in store.names(beginning: prefix) { store.remove(name) }
    case .folder(let folder): folder.removeAll(beginning: prefix)
    }
  }
}

/// Why one store would not take a session.
struct Refusal: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }

  /// - Parameter result: an error number, negated.
  init(_ what: String, _ result: Int) {
    let reason = strerror(Int32(truncatingIfNeeded: -result)).map { String(cString: $0) }
    description = "\(what): \(reason ?? "error \(-result)")"
  }

  /// What the operating system said last about a path.
  static func system(_ path: String) -> Refusal { Refusal(path, -Int(errno)) }
}

/// A process's turn at changing what is kept of a terminal's sessions: an exclusive lock (flock(2))
/// on an empty file, which the system takes back from a process that is killed.
final class SessionTurn {
  private var descriptor: Int32?

  /// Waits for it; closes the descriptor when it cannot be had, or at the end.
  init?(waitingAt descriptor: Int32) {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else {
        close(descriptor)
        return nil
      }
    }
    self.descriptor = descriptor
  }

  deinit { end() }

  func end() {
    if let descriptor { close(descriptor) }
    descriptor = nil
  }
}
