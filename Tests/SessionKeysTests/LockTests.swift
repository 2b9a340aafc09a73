import Foundation
import Ledger
import Synchronization
import Testing

@testable import SessionKeys

/// Several processes of one terminal at once: each waits for the lock, which each opens anew.
struct LockTests {
  private let morning = SessionFixture.morning

  @Test(arguments: SessionFixture.Kind.allCases)
  func `eight wrong PINs at once are three`(kind: SessionFixture.Kind) throws {
    // Values throughout: each use reads the store and opens the lock anew.
    nonisolated(unsafe) let fixture = try SessionFixture(kind)
    let record = try fixture.open(try fixture.identity("nurse.reed"), pin: "2468")
    try fixture.sessions.lock(nowMicroseconds: morning)
    let refusals = Mutex<[SessionError]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      do {
        _ = try fixture.unlock(record, "1357")
      } catch {
        guard let error = error as? SessionError else { return }
        refusals.withLock { $0.append(error) }
      }
    }
    let told = refusals.withLock { $0 }
    #expect(told.count { $0 == .wrongPIN(handle: "nurse.reed", left: 2) } == 1)
    #expect(told.count { $0 == .wrongPIN(handle: "nurse.reed", left: 1) } == 1)
    #expect(told.count { $0 == .endedByPIN(handle: "nurse.reed") } == 1)
    #expect(told.count { $0 == .notLocked(handle: "nurse.reed") } == 5)
    #expect(try fixture.standing().isNobody)
  }

  @Test(arguments: SessionFixture.Kind.allCases)
  func `a use that began before a lock does not undo it`(kind: SessionFixture.Kind) throws {
    // Values throughout: each use reads the store and opens the lock anew.
    nonisolated(unsafe) let fixture = try SessionFixture(kind)
    let reed = try fixture.identity("nurse.reed")
    try fixture.open(reed, pin: nil)
    for _ in 0..<60 {
      DispatchQueue.concurrentPerform(iterations: 4) { index in
        if index == 3 {
          _ = try? fixture.sessions.lock(nowMicroseconds: morning)
        } else {
          _ = try? fixture.standing()
        }
      }
      #expect(try fixture.standing().lockedHandle == "nurse.reed")
      try fixture.sessions.unlock(
        with: reed, limits: SessionFixture.limits, nowMicroseconds: morning)
    }
  }
}
