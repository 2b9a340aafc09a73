import Clinic
import ClinicalRecord
import Testing

@testable import candor

/// The timers of the next vital signs, by a clock that the test moves: whoever waits for input is
/// given the time that they wait for.
struct DueVitalsTests {
  private final class Room {
    var told: [String] = []
    var bells = 0
    /// Minutes past nine at which something is typed.
    var typedAt: [Double] = []
    let clock = SystemClock(standingAt: DueVitalsTests.time(0))

    func minutes() -> Double { Double(clock.nowMicroseconds() - DueVitalsTests.nine) / 60_000_000 }
  }

  /// 2026-03-02 09:00 in Omaha.
  private static let nine: Int64 = 1_772_463_600_000_000

  private static func time(_ minutes: Double) -> ClinicalTime {
    ClinicalTime(
      unixMicroseconds: nine + Int64(minutes * 60_000_000), utcOffsetMinutes: -360,
      precision: .second)
  }

  private let room = Room()

  private func timers() -> DueVitals {
    var due = DueVitals()
    due.tell = { [room] line in
      if let line { if !line.isEmpty { room.told.append(line) } } else { room.bells += 1 }
    }
    due.isTyped = { [room] milliseconds in
      let until = room.minutes() + Double(milliseconds) / 60_000
      if let typed = room.typedAt.first, typed <= until {
        room.typedAt.removeFirst()
        room.clock.move(to: Self.time(typed))
        return true
      }
      room.clock.move(to: Self.time(until))
      return false
    }
    return due
  }

  private func due(_ seat: Int, at minutes: Double) -> DueVitals.Due {
    DueVitals.Due(
      seat: seat, channel: "heart rate", microseconds: Self.time(minutes).unixMicroseconds)
  }

  @Test func `the bell rings once for each seat when its time has come, and not before`() {
    var timers = timers()
    room.typedAt = [40]
    timers.update([due(1, at: 15), due(2, at: 20)], by: room.clock)
    #expect(room.told.isEmpty && room.bells == 0)
    timers.waitForInput()
    #expect(room.bells == 2)
    #expect(
      room.told == [
        "Seat 1: heart rate is due now.", "Seat 1: heart rate is overdue by 5 min.",
        "Seat 2: heart rate is due now.",
      ])
  }

  @Test func `what is typed in time is not rung for`() {
    var timers = timers()
    room.typedAt = [14]
    timers.update([due(1, at: 15)], by: room.clock)
    timers.waitForInput()
    #expect(room.minutes() == 14 && room.bells == 0)
    // It was taken: the next is due a quarter of an hour later.
    room.typedAt = [30]
    timers.update([due(1, at: 29)], by: room.clock)
    timers.waitForInput()
    #expect(room.bells == 1)
  }

  @Test func `what stays overdue is told again after each line, without another bell`() {
    var timers = timers()
    room.clock.move(to: Self.time(18))
    timers.update([due(1, at: 15)], by: room.clock)
    #expect(room.bells == 1 && room.told == ["Seat 1: heart rate is overdue by 3 min."])
    room.clock.move(to: Self.time(20))
    timers.update([due(1, at: 15)], by: room.clock)
    #expect(room.bells == 1 && room.told.last == "Seat 1: heart rate is overdue by 5 min.")
    // Taken, and due again: a bell of its own.
    timers.update([due(1, at: 35)], by: room.clock)
    timers.update([], by: room.clock)
    timers.update([due(1, at: 20)], by: room.clock)
    #expect(room.bells == 2)
  }

  @Test func `a seat that is rung for keeps no other from being rung for`() {
    var timers = timers()
    room.clock.move(to: Self.time(16))
    timers.update([due(1, at: 15), due(2, at: 25)], by: room.clock)
    room.typedAt = [30]
    timers.waitForInput()
    #expect(room.bells == 2)
    #expect(room.told.last == "Seat 2: heart rate is due now.")
  }

  @Test func `where nothing is due nobody waits for the clock`() {
    var timers = timers()
    timers.waitForInput()
    timers.update([], by: room.clock)
    timers.waitForInput()
    #expect(room.minutes() == 0 && room.told.isEmpty)
  }
}
