private import Glibc

/// The terminal's settings as they were before echo was switched off; read by the signal handler,
/// so global.
private nonisolated(unsafe) var settingsToRestore = termios()

/// Switches a terminal's echo off until `restore`; a Ctrl-C in between restores it first.
struct EchoGuard {
  private let previousInterrupt: sigaction

  /// Nil when standard input is no terminal.
  init?() {
    guard tcgetattr(STDIN_FILENO, &settingsToRestore) == 0 else { return nil }
    var handler = sigaction()
    handler.__sigaction_handler.sa_handler = { signal in
      // tcsetattr, sigaction's reset and raise are async-signal-safe (POSIX.1-2017, 2.4.3).
      tcsetattr(STDIN_FILENO, TCSANOW, &settingsToRestore)
      raise(signal)
    }
    handler.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
    var previous = sigaction()
    sigaction(SIGINT, &handler, &previous)
    previousInterrupt = previous
    var silent = settingsToRestore
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
  }

  func restore() {
    tcsetattr(STDIN_FILENO, TCSANOW, &settingsToRestore)
    var previous = previousInterrupt
    sigaction(SIGINT, &previous, nil)
  }
}
