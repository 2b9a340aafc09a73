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
  /// What is due at a seat, and when.
  struct Due {
    let seat: Int
    let channel: String
    let microseconds: Int64
    var isRung = false
  }

  private(set) var due: [Due] = []
  private var clock: SystemClock?
  /// Waits for input at most so many milliseconds, and says whether there is any.
  var isTyped: (_ milliseconds: Int32) -> Bool = { milliseconds in
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&input, 1, milliseconds) != 0
  }
  /// Tells a line; nil: the bell.
  var tell: (String?) -> Void = { line in
    if let line { Output.note(line) } else { Output.draw("\u{7}") }
  }

  /// Looks the seats up on the board; whoever may not read it is told nothing.
  mutating func update(_ seats: Seats, in context: CommandContext) {
    guard !seats.all.isEmpty, let board = try? context.person.board() else {
      clock = context.clock
      due = []
      return
    }
    update(
      seats.all.compactMap { seat in
        let line = board.lines.first { $0.chart == seat.chart && $0.visitNumber == seat.visit }
        guard let minutes = line?.vitalsDueMinutes, let channel = line?.vitalsDueChannel else {
          return nil
        }
        return Due(
          seat: seat.number, channel: channel.name,
          microseconds: board.now.unixMicroseconds + minutes * Self.minute)
      }, by: context.clock)
  }

  /// What was rung for is told again as long as it is overdue, without a bell.
  mutating func update(_ due: [Due], by clock: SystemClock) {
    let rung = self.due.filter(\.isRung)
    self.clock = clock
    self.due = due.map { new in
      var new = new
      new.isRung = rung.contains { $0.seat == new.seat && $0.channel == new.channel }
      return new
    }
    ring()
  }

  /// Waits for something to be typed.
  mutating func waitForInput() {
    guard let clock else { return }
    while let next = due.filter({ !$0.isRung }).map(\.microseconds).min() {
      let milliseconds = max(0, next - clock.nowMicroseconds()) / 1_000 + 1
      if isTyped(Int32(clamping: milliseconds)) { return }
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
        tell(nil)
        if !isNew { tell("") }
        isNew = true
      }
      if !due[index].isRung || minutes > 0 {
        tell("Seat \(due[index].seat): \(due[index].channel) is \(age).")
      }
      due[index].isRung = true
    }
    return isNew
  }

  private static let minute: Int64 = 60_000_000
}
