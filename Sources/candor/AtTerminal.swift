internal import Clinic

/// What the clinic tells beside its answers, for whoever started this command.
enum AtTerminal {
  /// Of every clinic that this process opens.
  static let observer = ClinicObserver { Output.note("candor: \($0)") }

  /// An answer that could not be written says what was recorded all the same, and under which
  /// append id it is there: whoever repeats the command under that id adds nothing.
  static func completing(_ error: any Error) -> any Error {
    guard let unwritten = error as? ProgramError, unwritten.isUnwrittenAnswer else { return error }
    let recorded = observer.appends.map { append in
      let last = append.positions.upperBound - 1
      let entries =
        append.positions.count == 1
        ? "entry \(last)" : "entries \(append.positions.lowerBound) to \(last)"
      return "\(entries) under append id \(append.id)"
    }
    guard !recorded.isEmpty else { return error }
    return unwritten.adding("; recorded all the same: \(recorded.joined(separator: ", "))")
  }
}
