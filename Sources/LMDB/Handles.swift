/// LMDB's environment, which any thread may use.
struct EnvironmentHandle: @unchecked Sendable {
  let raw: OpaquePointer
}

/// LMDB's transaction. It crosses threads only while its environment's lock is held.
struct TransactionHandle: @unchecked Sendable {
  let raw: OpaquePointer
}
