internal import DurableFile

/// How long a command waits for another writer of the same ledger, and what it says meanwhile.
enum WritersWait {
  /// `$CANDOR_WAIT`, such as 90s or 5m, or 0s not to wait at all; half a minute without it.
  static func patience() throws -> Patience {
    Patience(limitMilliseconds: try limitMilliseconds()) { holder in
      Output.note(
        "candor: waiting for \(holder?.description ?? "another process"), which is writing; "
          + "what is asked for here is not recorded yet")
    }
  }

  private static func limitMilliseconds() throws -> Int {
    guard let text = Environment["CANDOR_WAIT"], !text.isEmpty else { return 30_000 }
    do {
      let quantity = try Quantity(text, units: ["ms", "s", "m", "min"], example: "30s")
      let milliseconds: Double =
        switch quantity.unit {
        case "ms": 1
        case "s": 1_000
        default: 60_000
        }
      let limit = quantity.value * milliseconds
      guard (0...3_600_000).contains(limit) else {
        throw ProgramError.usage("it is not between 0s and 60m; give 30s")
      }
      return Int(limit)
    } catch let error as ProgramError {
      throw ProgramError.usage("CANDOR_WAIT: \(error.description)")
    }
  }
}
