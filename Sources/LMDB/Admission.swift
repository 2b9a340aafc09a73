/// A transaction's ticket: what its environment knew when it began.
struct Admission: Sendable {
  /// Unique in the environment.
  let ticket: UInt64
  /// How often tables had been published to later transactions.
  let generation: Int
  /// The serial of each open table by its slot; 0 where none is.
  var serials: [UInt64]
}
