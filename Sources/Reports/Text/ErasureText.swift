public import Clinic
internal import Ledger

/// What an erasure did, for a person.
public enum ErasureText {
  /// Without a newline at its end: who signed follows.
  public static func render(_ erasure: Erasure) -> String {
    let chart = erasure.chart.description
    let verb = erasure.wasErasedBefore ? "Erased before, nothing added" : "Erased"
    let completed = erasure.completedPosition.map { "entry \($0)" } ?? "not yet (candor doctor)"
    let intended =
      erasure.intendedPosition.map { "entry \($0)" }
      ?? "not in this log: a restore has erased it again"
    let also = erasure.alsoErased.map { ", and chart \($0.description.prefix(8)), merged with it" }
    return [
      "\(verb): chart \(chart.prefix(8))\(also.joined())",
      "  intended    \(intended)",
      "  completed   \(completed)",
      "  still there candor history --patient \(chart)",
      "  not reached what was read before, keyrings in older backups, spare blocks of the disk",
    ].joined(separator: "\n")
  }

  /// "2 charts were erased and are left out."; nothing for none.
  public static func leftOut(_ count: Int) -> String {
    switch count {
    case 0: ""
    case 1: "1 chart was erased and is left out.\n"
    default: "\(count) charts were erased and are left out.\n"
    }
  }
}
