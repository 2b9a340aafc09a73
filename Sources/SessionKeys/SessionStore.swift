internal import DurableFile
internal import Glibc

/// Where sessions are kept: the kernel's key store, or a private directory in memory where the
/// kernel or the container offers none.
///
/// The kernel's quota of keys is small. When it is used up, a session goes to the directory
/// although there is a key store, so a session is looked for in both.
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

  enum StoreKind {
    case kernel(KernelKeyStore)
    case folder(RuntimeFolder)
  }

  private var stores: [StoreKind] = []
  private var reasons: [String] = []
  private let locks: RuntimeFolder?

  /// - Parameter runtimeDirectory: $XDG_RUNTIME_DIR, if it is set.
  public init(_ choice: Choice, runtimeDirectory: String?) {
    locks = .locks(runtime: runtimeDirectory, user: geteuid())
    if choice != .folder {
      switch KernelKeyStore.find() {
      case .success(let store): stores.append(.kernel(store))
      case .failure(let refusal): reasons.append(refusal.description)
      }
    }
    if choice != .kernel {
      stores.append(.folder(.standard(runtime: runtimeDirectory, user: geteuid())))
    }
  }

  init(stores: [StoreKind], locks: RuntimeFolder? = nil) {
    self.stores = stores
    self.locks = locks
  }

  /// Waits until this process alone may change what is kept, whichever store keeps it.
  ///
  /// Nil where there is no private directory for the lock: then there is none, since a machine with
  /// a key store alone must not be without sessions.
  func lock(_ name: String) -> FileLock? { locks?.lock(name) }

  /// Keeps the bytes under that name for so many seconds, in place of what was there.
  ///
  /// Throws ``SessionError/noStore(reasons:)``.
  func put(
    _ name: String, _ bytes: borrowing SecretBytes, seconds: UInt32
  ) throws(SessionError) {
    var reasons = reasons
    for (index, store) in stores.enumerated() {
      do throws(Refusal) {
        switch store {
        case .kernel(let store): try store.put(name, bytes, seconds: seconds)
        case .folder(let folder): try folder.put(name, bytes, seconds: seconds)
        }
      } catch {
        reasons.append(error.description)
        continue
      }
      for (other, store) in stores.enumerated() where other != index { store.remove(name) }
      return
    }
    throw .noStore(reasons: reasons)
  }

  /// Nil when there is none, or none any more.
  ///
  /// Throws ``SessionError/unreadable(what:)``.
  func get(_ name: String) throws(SessionError) -> SecretBytes? {
    for store in stores {
      if let bytes = try store.get(name) { return bytes }
    }
    return nil
  }

  func names(beginning prefix: String) -> [String] {
    Set(stores.flatMap { $0.names(beginning: prefix) }).sorted()
  }

  func remove(_ name: String) {
    for store in stores { store.remove(name) }
  }

  /// Also what a process that was killed has left half written.
  func removeAll(beginning prefix: String) {
    for store in stores { store.removeAll(beginning: prefix) }
  }
}

extension SessionStore.StoreKind {
  fileprivate func get(_ name: String) throws(SessionError) -> SecretBytes? {
    switch self {
    case .kernel(let store): store.get(name)
    case .folder(let folder): try folder.get(name)
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
