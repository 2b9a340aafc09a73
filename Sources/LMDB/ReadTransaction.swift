/// The database as of the commit before it began, for as long as it lives; ends with its life.
///
/// It may end on another thread than it began on, but serves one thread at a time.
public struct ReadTransaction: ~Copyable, Transaction {
  public let state: TransactionState

  init(_ state: TransactionState) { self.state = state }

  deinit { state.end() }
}
