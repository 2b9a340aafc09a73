public import ClinicalRecord
internal import Glibc
internal import Synchronization

/// The clock and the local time zone: the only place of the program that reads either.
///
/// Of an open clinic, it goes by the clinic's own zone, whatever this machine's is.
public struct SystemClock: Sendable {
  private let fixed: SetTime?
  /// The clock on the clinic's wall; without a zone before a clinic is open, and where its policy
  /// names none.
  public let clinicClock: ClinicClock

  public init() { self.init(fixed: nil, .unnamed) }

  private init(fixed: SetTime?, _ clinicClock: ClinicClock) {
    self.fixed = fixed
    self.clinicClock = clinicClock
  }

  /// A clock that stands still, for training ledgers alone: elsewhere it would back-date what is
  /// recorded, and `Clinic.open` refuses it.
  public init(standingAt time: ClinicalTime) { self.init(fixed: SetTime(time), .unnamed) }

  /// The same clock in a clinic: a set one still moves with this one.
  func on(_ clinicClock: ClinicClock) -> SystemClock {
    SystemClock(fixed: fixed, clinicClock)
  }

  /// Whether somebody set this clock.
  public var isSet: Bool { fixed != nil }

  /// Sets a clock that stands still to another time, for whoever holds it; one that goes is left
  /// alone.
  public func move(to time: ClinicalTime) { fixed?.time.withLock { $0 = time } }

  /// Microseconds since 1970-01-01T00:00:00Z.
  public func nowMicroseconds() -> Int64 {
    if let fixed { return fixed.now.unixMicroseconds }
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000
  }

  /// Minutes east of UTC that local clocks showed, or will show, at an instant.
  public func localOffsetMinutes(at unixMicroseconds: Int64) -> Int16 {
    if let offset = clinicClock.offsetMinutes(at: unixMicroseconds) { return offset }
    if let fixed { return fixed.now.utcOffsetMinutes }
    var seconds = time_t(unixMicroseconds / 1_000_000)
    var local = tm()
    guard localtime_r(&seconds, &local) != nil else { return 0 }
    return Int16(clamping: local.tm_gmtoff / 60)
  }

  /// This moment, as the header of an entry states it.
  public func now() -> ClinicalTime {
    let now = nowMicroseconds()
    return ClinicalTime(
      unixMicroseconds: now, utcOffsetMinutes: localOffsetMinutes(at: now),
      precision: fixed?.now.precision ?? .microsecond)
  }
}

/// A time that is set by hand and shared by everybody who holds the clock.
private final class SetTime: Sendable {
  let time: Mutex<ClinicalTime>

  init(_ time: ClinicalTime) { self.time = Mutex(time) }

  var now: ClinicalTime { time.withLock { $0 } }
}
