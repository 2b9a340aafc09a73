internal import Clinic
internal import ClinicalRecord
internal import Dispatch
internal import Foundation
internal import Ledger
internal import Rehearsal
internal import Synchronization
internal import TransparencyLog

/// The read models of a ledger made anew, beside a loop over the same entries that only opens and
/// decodes them, on as many cores.
struct MeasuredRebuild {
  let directory: String
  let identity: Identity

  /// - Parameter path: an identity file without a passphrase, of somebody who reads charts.
  init(of directory: String, as path: String) throws {
    self.directory = directory
    identity = try IdentityFile.read(path) { [] }
  }

  func text(runs: Int) throws -> String {
    var bare: [Double] = []
    var rebuilt: [Double] = []
    var count = 0
    for _ in 0..<runs {
      let (opened, seconds) = try Stopwatch.time { try openAll() }
      count = opened
      bare.append(seconds)
      let clinic = try Clinic.open(directory: directory, clock: SystemClock())
      let person = try clinic.signIn(identity)
      rebuilt.append(try Stopwatch.time { try person.rebuildProjections() }.1)
    }
    func rate(_ seconds: [Double]) -> Int { Int(Double(count) / seconds.median) }
    return "\(count) sealed entries: opened and decoded \(rate(bare))/s, all read models rebuilt "
      + "\(rate(rebuilt))/s (\((bare.median / rebuilt.median).rounded(places: 2)) of it)"
  }

  /// Opens every entry of a chart, a visit or a lot.
  ///
  /// - Returns: how many there were.
  private func openAll() throws -> Int {
    let ledger = try Ledger.open(at: directory)
    let unlocked = try Keyring.open(
      at: directory, ledger: ledger.id, sitePublicKey: ledger.sitePublicKey
    ).unlock(with: identity)
    let size = try ledger.head().size
    let parts = UInt64(ProcessInfo.processInfo.activeProcessorCount)
    let outcomes = Mutex<[Result<Int, any Error>]>([])
    DispatchQueue.concurrentPerform(iterations: Int(parts)) { part in
      let outcome = Result {
        try open(
          from: size * UInt64(part) / parts, below: size * UInt64(part + 1) / parts, of: ledger,
          with: unlocked)
      }
      outcomes.withLock { $0.append(outcome) }
    }
    return try outcomes.withLock { $0 }.reduce(0) { try $0 + $1.get() }
  }

  private func open(
    from first: UInt64, below end: UInt64, of ledger: Ledger, with unlocked: UnlockedKeyring
  ) throws -> Int {
    var keys: [SubjectID: [UInt32: DataKey]] = [:]
    var count = 0
    try ledger.forEachEntry(from: first, below: end) { entry in
      let header = entry.header
      guard header.isSealed, let stream = EventStream(rawValue: header.stream.type.rawValue),
        stream != .access
      else { return true }
      let subject = header.stream.subject
      let known = keys[subject]?[header.dataKeyNumber]
      guard let key = try known ?? unlocked.dataKey(subject, header.dataKeyNumber) else {
        throw RehearsalError.unexpected("entry \(entry.position) does not open")
      }
      keys[subject, default: [:]][header.dataKeyNumber] = key
      _ = try ClinicalEvent.parse(
        stream: stream, kind: header.kind, bytes: try entry.open(with: key, in: ledger.id))
      count += 1
      return true
    }
    return count
  }
}
