internal import SystemPackage

/// What the operating system refused, about which file, and why.
public struct FileFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried; the raw value completes "could not …".
  public enum Action: String, Sendable, CaseIterable {
    case create, open, read, write, sync, protect, lock, rename, link, remove
    case lookAt = "look at"
  }

  public let path: String
  public let action: Action
  /// The system's `errno`.
  public let code: Int32

  public init(path: String, action: Action, code: Int32) {
    self.path = path
    self.action = action
    self.code = code
  }

  /// The system's own words for the code.
  public var reason: String { Errno(rawValue: code).description }

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
