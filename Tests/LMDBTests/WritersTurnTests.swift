import DurableFile
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import LMDB

/// Whoever waits to write is told for whom, and not for ever.
struct WritersTurnTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory("turn") }

  /// What was told.
  private final class Ear: Sendable {
    let heard = Mutex<[LockHolder?]>([])
    func hear(_ holder: LockHolder?) { heard.withLock { $0.append(holder) } }
  }

  private func turn(_ ear: Ear) -> WritersTurn {
    WritersTurn(
      path: directory.path("db.writer"),
      patience: Patience(limitMilliseconds: 0) { ear.hear($0) })
  }

  private static func lock(_ path: String) throws -> NamedLock {
    guard let lock = NamedLock(path: path) else { throw POSIXError(.ENOENT) }
    return lock
  }

  @Test func `a second writer is told who writes, and is refused at the limit`() throws {
    let ear = Ear()
    let turn = turn(ear)
    let environment = try Environment(directory: directory.path("db"), turn: turn)
    let held = try Self.lock(turn.path)
    let isHeld = held.take(Patience(limitMilliseconds: 0))
    #expect(isHeld)
    let error = try #require(throws: LMDBError.self) { _ = try environment.beginWrite() }
    guard case .writerBusy(let holder?, waitedSeconds: 0) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(holder.process == getpid())
    #expect(abs(Double(holder.sinceSeconds) - Date().timeIntervalSince1970) < 60)
    #expect("\(error)".contains("process \(getpid()) (since "))
    #expect(ear.heard.withLock { $0 } == [holder])
    // Whoever only reads does not wait.
    _ = try environment.beginRead()
  }

  @Test func `a copy waits for whoever writes, not for ever, and leaves the turn to others`() throws
  {
    let ear = Ear()
    let turn = turn(ear)
    let environment = try Environment(directory: directory.path("db"), turn: turn)
    do {
      let held = try Self.lock(turn.path)
      let isHeld = held.take(Patience(limitMilliseconds: 0))
      #expect(isHeld)
      let error = try #require(throws: LMDBError.self) {
        try environment.copy(to: directory.path("copy"))
      }
      guard case .writerBusy = error else {
        Issue.record("\(error)")
        return
      }
      #expect(ear.heard.withLock { $0.map { $0?.process } } == [getpid()])
      #expect(!FileManager.default.fileExists(atPath: directory.path("copy")))
    }
    try environment.copy(to: directory.path("copy"))
    let isFree = try Self.lock(turn.path).take(Patience(limitMilliseconds: 0))
    #expect(isFree)
  }

  @Test func `the turn is given back by a commit, an abort and a failure`() throws {
    let ear = Ear()
    let turn = turn(ear)
    let environment = try Environment(directory: directory.path("db"), turn: turn)
    func isFree() throws -> Bool {
      try Self.lock(turn.path).take(Patience(limitMilliseconds: 0))
    }
    do {
      let transaction = try environment.beginWrite()
      #expect(try !isFree())
      try transaction.commit()
    }
    #expect(try isFree())
    do {
      let transaction = try environment.beginWrite()
      #expect(try !isFree())
      transaction.abort()
    }
    #expect(try isFree())
    environment.close()
    #expect(throws: LMDBError.closed) { _ = try environment.beginWrite() }
    #expect(try isFree())
    #expect(ear.heard.withLock { $0 }.isEmpty)
  }

  @Test func `who waits until the holder has ended goes on`() async throws {
    let ear = Ear()
    let path = directory.path("db.writer")
    let held = try Self.lock(path)
    let isHeld = held.take(Patience(limitMilliseconds: 0))
    #expect(isHeld)
    // The holder ends as soon as somebody is told to wait for it.
    let holder = Mutex<NamedLock?>(consume held)
    let waiting = Patience(limitMilliseconds: 600_000, noticeMilliseconds: 0) { told in
      ear.hear(told)
      holder.withLock { $0 = nil }
    }
    let turn = WritersTurn(path: path, patience: waiting)
    let turned = try turn.take()
    #expect(turned != nil)
    #expect(ear.heard.withLock { $0.map { $0?.process } } == [getpid()])
  }

  @Test func `whoever has waited in vain does not wait as long for the next lock`() throws {
    let path = directory.path("db.writer")
    let held = try Self.lock(path)
    let isHeld = held.take(Patience(limitMilliseconds: 0))
    #expect(isHeld)
    let patience = Patience(limitMilliseconds: 1)
    let isTakenTwice = try Self.lock(path).take(patience)
    #expect(!isTakenTwice)
    #expect(patience.isSpent)
    let isFree = try Self.lock(directory.path("free")).take(patience)
    #expect(isFree)
    #expect(!patience.isSpent)
  }

  @Test func `where no file can be made, LMDB's own lock is enough`() throws {
    let turn = WritersTurn(path: directory.path("missing/db.writer"), patience: Patience())
    let environment = try Environment(directory: directory.path("db"), turn: turn)
    let transaction = try environment.beginWrite()
    try transaction.commit()
  }
}
