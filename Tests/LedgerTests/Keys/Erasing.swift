import Glibc
import Synchronization

@testable import Ledger

/// Erases one subject after another, each when another process has acknowledged something since:
/// without that, the one that erases would always be first again at the keyring's write lock.
final class Erasing: Sendable {
  private struct State {
    var unlocked: UnlockedKeyring
    var rest: [SubjectID]
    var erased: Set<SubjectID> = []
    /// The first one waits for nothing.
    var seenBytes: off_t = -1
    var isEnded = false
  }

  private let state: Mutex<State>
  private let path: String

  init(_ fixture: ErasureFixture, _ keyring: Keyring, following path: String) throws {
    self.path = path
    state = Mutex(
      State(
        unlocked: try keyring.unlock(with: KeySamples.identity()), rest: fixture.doomed))
  }

  var erased: Set<SubjectID> { state.withLock { $0.erased } }

  func next() throws {
    while !state.withLock({ $0.isEnded }) {
      guard try eraseIfGrown() else {
        poll(nil, 0, 1)
        continue
      }
      return
    }
  }

  /// No more is waited for.
  func end() { state.withLock { $0.isEnded = true } }

  private func eraseIfGrown() throws -> Bool {
    try state.withLock { state in
      var status = stat()
      guard stat(path, &status) == 0, status.st_size > state.seenBytes else { return false }
      state.seenBytes = status.st_size
      let subject = state.rest.popLast()
      state.unlocked = try state.unlocked.erase(
        Set([subject].compactMap(\.self)), for: [ErasureFixture.nurse()])
      if let subject { state.erased.insert(subject) }
      return true
    }
  }
}
