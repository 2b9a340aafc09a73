internal import ClinicalRecord
internal import DurableFile
internal import Glibc
internal import Synchronization

/// The rules of every time zone as the system keeps them: `$TZDIR`, else `/usr/share/zoneinfo`
/// (Debian's tzdata).
///
/// They are the system's and not the program's, because governments change them: whoever keeps the
/// system up to date keeps the clinic's clock right.
enum ZoneFiles {
  /// - Throws: `ClinicError.zoneUnreadable`.
  static func rules(of name: String) throws(ClinicError) -> ZoneRules {
    let path = folder + "/" + name
    guard ZoneRules.isName(name) else {
      throw .zoneUnreadable(name: name, path: path, cause: "it is no name of a time zone")
    }
    if let known = read.withLock({ $0[path] }) { return known }
    let rules: ZoneRules
    do {
      rules = try ZoneRules(named: name, tzif: try bytes(at: path))
    } catch let error as ZoneDefect {
      throw .zoneUnreadable(name: name, path: path, cause: error.description)
    } catch {
      throw .zoneUnreadable(
        name: name, path: path, cause: (error as? FileFailure)?.reason ?? "it cannot be read")
    }
    read.withLock { $0[path] = rules }
    return rules
  }

  private static func bytes(at path: String) throws(FileFailure) -> [UInt8] {
    // Many zones are links to another name of theirs.
    try OpenFile(path, for: .readingNamed).read(limit: mostBytes)
  }

  /// Many times what any zone has.
  private static let mostBytes = 1 << 20

  private static var folder: String {
    guard let named = getenv("TZDIR").map({ String(cString: $0) }), named.hasPrefix("/") else {
      return "/usr/share/zoneinfo"
    }
    return named
  }

  /// A file is read once: what it says of the past does not change under a running command.
  private static let read = Mutex<[String: ZoneRules]>([:])
}
