internal import Clinic
internal import Ledger

/// How an act gets its second signature, and is recorded with it.
enum SecondSignature {
  case none
  /// Somebody who stands here.
  case here(Identity)
  /// Somebody at another terminal, by their sign-in name, who is waited for.
  case asked(String, within: WaitArgument)

  func record(_ request: RecordRequest, at desk: Desk) throws -> Recorded {
    var request = request
    switch self {
    case .none: break
    case .here(let identity): request.secondSigner = identity
    case .asked(let handle, let limit):
      return try ApprovalWait(desk: desk, handle: handle, limit: limit).record(request)
    }
    return try desk.clinic.record(request)
  }
}
