internal import FoundationEssentials

// Two charts of one patient, each of which says so of the other.

extension Chart {
  /// The chart that this one is merged into; nil where it is its own.
  public var mergedInto: Fact<ChartMerged>? { merges.last { $0.value.part == .merged } }

  /// The charts that are merged into this one, in the order in which they were.
  public var absorbed: [Fact<ChartMerged>] { merges.filter { $0.value.part == .survivor } }

  /// The merges that nobody has taken back since.
  private var merges: [Fact<ChartMerged>] {
    let undone = self[ChartUnmerged.self]
    return self[ChartMerged.self].filter { merged in
      !undone.contains {
        $0.value.otherChart == merged.value.otherChart && $0.position > merged.position
      }
    }
  }

  /// One chart leads to another, and that one to none.
  func requireMergeable(_ merged: ChartMerged) throws(Rejection) {
    let kind = ChartMerged.kind
    if let before = mergedInto {
      throw .duplicate(
        event: kind, of: "it was merged in entry \(before.position)",
        next: "candor unmerge takes that back")
    }
    if let before = absorbed.first(where: { $0.value.otherChart == merged.otherChart }) {
      throw .duplicate(
        event: kind, of: "entry \(before.position)", next: "there is nothing to merge")
    }
    if merged.part == .merged, let other = absorbed.first {
      throw .outOfOrder(
        event: kind, stage: "another chart is merged into this one (entry \(other.position))",
        why: "one chart leads to another, and that one to none",
        next: "merge the other way round, or take that merge back first (candor unmerge)")
    }
  }

  /// What was not merged is not taken apart.
  func requireMerged(_ unmerged: ChartUnmerged) throws(Rejection) {
    let isMerged = merges.contains {
      $0.value.otherChart == unmerged.otherChart && $0.value.part == unmerged.part
    }
    guard !isMerged else { return }
    throw .outOfOrder(
      event: ChartUnmerged.kind, stage: "the two charts are two", why: "they are not merged",
      next: "candor patients shows which are")
  }
}
