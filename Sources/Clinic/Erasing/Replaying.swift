internal import Ledger

extension Clinic {
  /// The charts of a restored copy that were erased: by what its log says, and by what this account
  /// has noted of later erasures.
  ///
  /// - Returns: in the order of their ids; none that the copy has no entry of.
  func erasedCharts() throws -> [SubjectID] {
    let noted = erasureNotes.charts
    let erased = try ledger.read { snapshot in
      let closed = try snapshot.closedCharts().map(\.chart)
      return Set(closed).union(try noted.keys.filter { try !snapshot.streams(of: $0).isEmpty })
    }
    return erased.sorted { $0.description < $1.description }
  }
}
