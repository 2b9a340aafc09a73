internal import Glibc
internal import SystemPackage

/// What the operating system refused, about which file, and why.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried; the raw value completes "could not …".
  public enum Action: String, Sendable, CaseIterable {
    case create, open, read, write, sync, protect, lock, rename, link, remove
    case lookAt = "look at"
  }

  /// What an open file is that it must not be.
  public enum Unfit: Hashable, Sendable {
    /// The kind of what is there, where a file is expected: "a directory", "a pipe".
    case kind(String)
    /// It belongs to another account.
    case foreign
  }

  public let path: String
  public let action: Action
  /// The system's `errno`; for what is unfit, EINVAL or EPERM.
  public let code: Int32
  /// Why it is not used although the system opened it; nil where the system refused.
  public let unfit: Unfit?

  /// What the system refused.
  ///
  /// - Parameter code: its `errno`.
  public init(path: String, action: Action, code: Int32) {
    self.path = path
    self.action = action
    self.code = code
    unfit = nil
  }

  init(path: String, _ unfit: Unfit) {
    self.path = path
    action = .open
    self.unfit = unfit
    code =
      switch unfit {
      case .kind: EINVAL
      case .foreign: EPERM
      }
  }

  /// What is unfit about it, or the system's own words for the code.
  public var reason: String {
    switch unfit {
    case .kind(let kind): "it is \(kind), and a file was expected"
    case .foreign: "it belongs to another account"
    case nil: Errno(rawValue: code).description
    }
  }

  /// The file, or a folder on the way to it, is not there.
  public var isMissing: Bool {
    [.noSuchFileOrDirectory, .notDirectory].contains(Errno(rawValue: code))
  }

  /// Something has that name already.
  public var isTaken: Bool {
    [.fileExists, .directoryNotEmpty].contains(Errno(rawValue: code))
  }

  public var description: String { "could not \(action.rawValue) \(path): \(reason)" }
}
