internal import Rehearsal

/// When the great steps of a visit are, in seconds since 1970-01-01T00:00:00Z.
struct VisitTimes {
  let arrival: Int
  let start: Int
  let pause: (from: Int, to: Int)?
  let stop: Moment
  /// When the patient leaves.
  let end: Int

  /// Seconds from the stop to the end.
  var recovery: Int { end - stop.second }

  init(_ recipe: Recipe, isPain: Bool, isFirst: Bool, start: Int, dice: inout SeededDice) {
    self.start = start
    let isShort = [.shortAt, .shortWithin, .shortBeyond].contains(recipe.stay)
    let mayPause = recipe.run == .ordinary && !isShort
    let pauseLength =
      recipe.run.isPaused || (mayPause && dice.happens(onceIn: 10))
      ? Int.random(in: 120...300, using: &dice) : 0
    stop = Self.stop(
      recipe, isPain: isPain, isShort: isShort, start: start, pauseLength: pauseLength, &dice)
    let middle = start + Int.random(in: 900...1_500, using: &dice)
    pause = pauseLength == 0 ? nil : (middle, middle + pauseLength)
    let recovery =
      switch recipe.recovery {
      case .stayAt: 1_800
      case .stayWithin: 1_801
      case .stayBeyond: 1_799
      case .ordinary, .gapAt, .gapBeyond, .firstBeyond, .unread, .late:
        isShort ? 1_860 : Int.random(in: 1_980...2_280, using: &dice)
      }
    switch recipe.release {
    case .transferred, .transferredSick: end = stop.second + 1_200
    case .transferredRunning: end = stop.second
    default: end = stop.second + recovery
    }
    let least = end - start + 720
    let stay =
      switch recipe.stay {
      case .ordinary:
        isFirst
          ? max(least, isPain ? 7_500 : 5_700) : least + Int.random(in: 0...1_080, using: &dice)
      case .shortAt: isPain ? 7_200 : 5_400
      case .shortWithin: isPain ? 7_201 : 5_401
      case .shortBeyond: isPain ? 7_199 : 5_399
      case .longAt: 7_200
      case .longWithin: 7_199
      case .longBeyond: 7_201
      }
    arrival = end - stay
  }

  private static func stop(
    _ recipe: Recipe, isPain: Bool, isShort: Bool, start: Int, pauseLength: Int,
    _ dice: inout SeededDice
  ) -> Moment {
    func after(_ running: Int) -> Moment { Moment(start + running + pauseLength) }
    let longest = isPain ? 14_400 : 3_000
    // The first minute of which no instant is within the limit.
    let tooLong = (start + longest + 60) / 60 * 60
    let tooShort = Moment(minuteOf: start + 2_340)
    return switch recipe.run {
    case .ordinary:
      !isPain
        ? after(2_700 + Int.random(in: -120...120, using: &dice))
        : after(isShort ? 4_500 : 3_600 + 60 * Int.random(in: 0...90, using: &dice))
    case .shortAt: after(2_400)
    case .shortWithin: after(2_401)
    case .shortBeyond, .shortOnRequest, .shortForSafety: after(2_399)
    case .shortMinuteAt: Moment(minuteOf: tooShort.second + 60)
    case .shortMinuteBeyond: tooShort
    case .longAt, .amendedAt: after(longest)
    case .longWithin: after(longest - 1)
    case .longBeyond, .amendedBeyond: after(longest + 1)
    case .longMinuteAt: Moment(minuteOf: tooLong - 60)
    case .longMinuteBeyond: Moment(minuteOf: tooLong)
    // A pause is known to the second at both of its ends: the running time is one second less, or
    // more, than it may have been.
    case .pausedShortAt: after(2_399)
    case .pausedShortBeyond: after(2_398)
    case .pausedLongAt: after(longest + 1)
    case .pausedLongBeyond: after(longest + 2)
    }
  }
}

/// "6 h 00 min 01 s".
func spelled(_ seconds: Int) -> String {
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  return "\(seconds / 3_600) h \(two(seconds / 60 % 60)) min \(two(seconds % 60)) s"
}
