internal import SessionKeys

extension SessionError {
  var exitCode: Int32 {
    switch self {
    case .noTerminalSession, .noStore, .sealFailed: ExitStatus.unavailable
    case .unreadable, .malformedPIN: ExitStatus.badData
    case .wrongPIN, .endedByPIN, .noPIN, .notLocked, .closedMeanwhile: ExitStatus.notPermitted
    }
  }
}
