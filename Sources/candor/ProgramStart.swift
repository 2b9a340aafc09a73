private import CFatalSignals
private import Glibc

/// What is settled before a command is read: how the program ends when it is stopped in the middle,
/// and whether it can work here at all.
enum ProgramStart {
  /// A signal that ends the program says one fixed sentence and becomes an exit status; Swift's own
  /// handlers would print registers and memory. A child that is read for its end just ends.
  static func answerSignals() {
    if ChildProcess.isOne(ProgramArguments.all) {
      candor_fatal_signals_leave()
    } else {
      candor_fatal_signals_answer()
    }
  }

  /// - Throws: a usage error for a command line that is longer than anybody types;
  ///   `unavailable` where the system gives no random bytes, without which the libraries below
  ///   would end the program.
  static func check(_ arguments: [String]) throws {
    let byteCount = arguments.reduce(0) { $0 + $1.utf8.count + 1 }
    guard byteCount <= mostArgumentBytes, arguments.count <= mostArguments else {
      throw ProgramError.usage(
        "the command line has \(arguments.count) words of \(byteCount) bytes, and at most "
          + "\(mostArguments) of \(mostArgumentBytes) are read; give what is long on standard input"
      )
    }
    var byte: UInt8 = 0
    guard getentropy(&byte, 1) == 0 else {
      throw ProgramError.unavailable(
        "the system gives no random bytes (\(SystemReason.last())), and nothing is done without "
          + "them; look at what keeps getrandom(2) from working here")
    }
  }

  private static let mostArgumentBytes = 64 << 10
  private static let mostArguments = 1_000
}
