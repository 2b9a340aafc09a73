extension EventKind {
  /// Whether the patient leaves with it: nothing but late and corrected entries follows on the
  /// visit, and no device serves it any more.
  public var endsVisit: Bool { self == Discharged.kind || self == Transferred.kind }
}
