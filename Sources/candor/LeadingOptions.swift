/// Lets the options that every command has stand before the command too: `candor --as nurse.lee
/// record …`.
enum LeadingOptions {
  private static let names: Set<String> = [
    "--ledger", "--as", "--identities", "--passphrase-fd", "--format", "--clock",
  ]

  /// Moves them behind the rest.
  static func moved(in arguments: [String]) -> [String] {
    var rest = arguments[...]
    var leading: [String] = []
    while let first = rest.first {
      let name = first.prefix { $0 != "=" }
      guard names.contains(String(name)) else { break }
      let count = name.count == first.count ? 2 : 1
      leading += rest.prefix(count)
      rest = rest.dropFirst(count)
    }
    return Array(rest) + leading
  }
}
