internal import DurableFile
public import Ledger
private import FoundationEssentials
private import Glibc

/// Who sits where, as the prompts at the chairs have it: `DIR/seats/SEAT.CHART.VISIT.PROCESS`, an
/// empty file a seat, whose lock the prompt holds as long as somebody sits there.
///
/// A seat is no fact about the patient but what a prompt has been told, for as long as it runs: so
/// it is no entry, and the system ends it with the process, however that ends. Nothing is in the
/// files, and their names say no more than the headers of entries do: an opaque chart and the
/// number of a visit.
struct SeatFolder {
  let path: String

  init(ledger directory: String) { path = directory + "/seats" }

  /// What prompts that run have taken.
  func taken() -> [TakenSeat] {
    names().compactMap { name in
      guard let seat = TakenSeat(fileName: name),
        let holder = NamedLock.holder(at: "\(path)/\(name)"), holder.process == seat.process
      else { return nil }
      return seat
    }
  }

  /// Takes a seat until the result is gone; nil where no file can be made, so that no other process
  /// is told of it.
  func take(_ seat: TakenSeat) -> SeatLock? {
    guard (try? DurableFile.makeFolder(path)) != nil else { return nil }
    sweep()
    let file = "\(path)/\(seat.fileName)"
    // Somebody who sweeps may have removed the file before it was locked.
    for _ in 0..<3 {
      guard let lock = NamedLock(path: file), lock.take(Patience(limitMilliseconds: 0)) else {
        return nil
      }
      if NamedLock.holder(at: file) != nil { return SeatLock(lock, at: file) }
    }
    return nil
  }

  /// Removes what was left by prompts that were killed.
  private func sweep() {
    for name in names() {
      guard TakenSeat(fileName: name) != nil, let lock = NamedLock(path: "\(path)/\(name)"),
        lock.take(Patience(limitMilliseconds: 0))
      else { continue }
      unlink("\(path)/\(name)")
    }
  }

  private func names() -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
  }
}

/// A seat that is taken, for as long as this value lives.
public final class SeatLock {
  private let lock: NamedLock
  private let file: String

  fileprivate init(_ lock: consuming NamedLock, at file: String) {
    self.lock = lock
    self.file = file
  }

  // Before the lock is given back, so that nobody else's file is removed.
  deinit { unlink(file) }
}

/// A seat, and who sits there by some prompt.
public struct TakenSeat: Hashable, Sendable {
  public var number: Int
  public var chart: SubjectID
  /// Nil before the patient has arrived.
  public var visit: UInt32?
  /// Of the prompt.
  public var process: Int32

  init(number: Int, chart: SubjectID, visit: UInt32?, process: Int32) {
    self.number = number
    self.chart = chart
    self.visit = visit
    self.process = process
  }

  var fileName: String { "\(number).\(chart).\(visit ?? 0).\(process)" }

  /// Nil for a name of something else.
  init?(fileName: String) {
    let parts = fileName.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, let number = Int(parts[0]), let chart = SubjectID(hex: parts[1]),
      let visit = UInt32(parts[2]), let process = Int32(parts[3])
    else { return nil }
    self.init(number: number, chart: chart, visit: visit == 0 ? nil : visit, process: process)
    guard self.fileName == fileName else { return nil }
  }
}

extension Clinic {
  /// Takes a seat for a patient as long as the result lives, so that boards show it.
  ///
  /// - Parameter visit: nil before they have arrived.
  /// - Returns: nil where that cannot be told to others, as on a disk that is read alone.
  public func takeSeat(_ number: Int, chart: SubjectID, visit: UInt32?) -> SeatLock? {
    guard readOnlyCause == nil else { return nil }
    return SeatFolder(ledger: directory).take(
      TakenSeat(number: number, chart: chart, visit: visit, process: getpid()))
  }

  /// Who sits where by every prompt that runs.
  public func takenSeats() -> [TakenSeat] { SeatFolder(ledger: directory).taken() }
}
