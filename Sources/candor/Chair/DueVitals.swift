internal import Clinic
internal import ClinicalRecord
internal import Compliance
private import Glibc

/// When the next vital signs are due at the seats, as the board had it after the last line: told,
/// with a bell, when the time has come and nobody has typed anything.
///
/// Nothing is asked of the ledger while nobody types: a session that is left idle locks as it does
/// elsewhere.
struct DueVitals {
  private struct Due {
    let seat: Int
    let channel: String
    let microseconds: Int64
    var isRung = false
  }

  private var due: [Due] = []
  private var clock: SystemClock?

  /// Looks the seats up on the board; whoever may not read it is told nothing.
  mutating func update(_ seats: Seats, in context: CommandContext) {
    clock = context.clock
    guard !seats.all.isEmpty, let board = try? context.person.board() else {
      due = []
      return
    }
    let rung = due.filter(\.isRung)
    due = seats.all.compactMap { seat in
      let line = board.lines.first { $0.chart == seat.chart && $0.visitNumber == seat.visit }
      guard let minutes = line?.vitalsDueMinutes, let channel = line?.vitalsDueChannel else {
        return nil
      }
      let microseconds = board.now.unixMicroseconds + minutes * Self.minute
      var due = Due(seat: seat.number, channel: channel.name, microseconds: microseconds)
      due.isRung = rung.contains { $0.seat == due.seat && $0.channel == due.channel }
      return due
    }
    ring()
  }

  /// Waits for something to be typed.
  mutating func waitForInput() {
    guard let clock else { return }
    while let next = due.filter({ !$0.isRung }).map(\.microseconds).min() {
      let milliseconds = max(0, next - clock.nowMicroseconds()) / 1_000 + 1
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, Int32(clamping: milliseconds)) == 0 else { return }
      if ring() { Output.note("chair>", terminator: " ") }
    }
  }

  /// - Returns: whether something is due that nobody was told of before.
  @discardableResult
  private mutating func ring() -> Bool {
    guard let now = clock?.nowMicroseconds() else { return false }
    var isNew = false
    for index in due.indices where due[index].microseconds <= now {
      let minutes = (now - due[index].microseconds) / Self.minute
      let age = minutes == 0 ? "due now" : "overdue by \(minutes) min"
      if !due[index].isRung {
        Output.draw("\u{7}")
        if !isNew { Output.note("") }
        isNew = true
      }
      if !due[index].isRung || minutes > 0 {
        Output.note("Seat \(due[index].seat): \(due[index].channel) is \(age).")
      }
      due[index].isRung = true
    }
    return isNew
  }

  private static let minute: Int64 = 60_000_000
}
