/// A chart has to be kept, whoever asks for its erasure: a dispute, an inquiry.
extension LegalHoldPlaced {
  public var sentence: String { "Legal hold placed: the chart is not erased while it lasts" }
}

/// A chart need not be kept any longer for the hold's sake: two people say so.
extension LegalHoldReleased {
  public var sentence: String { "Legal hold released" }
}

/// Two people have decided that a chart's data keys are removed: from here on nothing is recorded
/// about the chart but that it was done.
extension ChartErasureIntended {
  public var sentence: String { "Chart erasure intended: \(ground.words)" }
}

/// The keyring holds none of the chart's data keys any more. The program records it; where its
/// identity is not at hand, whoever finished the erasure.
extension ChartErasureCompleted {
  public var sentence: String {
    "Chart erasure completed" + (isReplayed ? ", again, after a restore" : "")
  }
}
