internal import Ledger

/// How much of the reserved address space the log has filled.
struct MapCheck: HealthCheck {
  let name = "map"

  private static let lookPercent = 70
  private static let actPercent = 90

  func examine(_ site: ExaminedSite) throws -> HealthFinding {
    let storage = try site.ledger().storage()
    let percent = storage.usedBytes / max(storage.mapBytes / 100, 1)
    let found =
      "the log holds \(ByteText.words(UInt64(storage.usedBytes))) of the "
      + "\(ByteText.words(UInt64(storage.mapBytes))) that are mapped (\(percent) %)"
    let advice = "ask for a Candor that maps more before the rest is full"
    if percent >= Self.actPercent { return act(found, advice) }
    return percent >= Self.lookPercent ? look(found, advice) : ok(found)
  }
}
