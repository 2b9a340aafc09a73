public import ClinicalRecord
internal import FoundationEssentials
public import Ledger

/// An act that was refused to a person, by role, by standing or for want of a second signer: why,
/// to whom, and about which chart, so that it can be recorded by whoever catches it.
public struct RefusedAct: Error, CustomStringConvertible {
  public let reason: ClinicError
  let clinic: Clinic
  let actor: UInt32
  /// Nil where the act is about none, or was refused before one was looked for.
  public let chart: SubjectID?

  public var description: String { reason.description }

  /// Records, by the program, that the act was refused; never its content.
  ///
  /// As well as can be: a full disk or a copy without the program's identity leaves it out, which
  /// is told, and the refusal holds all the same.
  ///
  /// - Parameter act: a command's name, without its arguments.
  public func record(as act: String) {
    guard let cause = reason.details.cause else { return }
    clinic.recordRefusedAct(act, of: actor, cause: cause, concerning: chart)
  }
}

extension SignedIn {
  /// The error as what is refused to this person; any other stays what it is.
  func refusal(_ error: ClinicError, concerning chart: SubjectID? = nil) -> any Error {
    guard error.details.cause != nil else { return error }
    return RefusedAct(reason: error, clinic: clinic, actor: actor, chart: chart)
  }

  /// Does what may be refused to this person.
  func refusing<Value>(
    concerning chart: SubjectID? = nil, _ act: () throws -> Value
  ) throws -> Value {
    do { return try act() } catch {
      let error = namingLostKeys(error)
      guard let error = error as? ClinicError else { throw error }
      throw refusal(error, concerning: chart)
    }
  }

  /// A key that was taken from this person since they signed in is told as what took it: a
  /// suspension, a departure, a key that was replaced.
  func namingLostKeys(_ error: any Error) -> any Error {
    let holder: UInt32
    switch error as? KeyError {
    case .notGranted(let actor)?, .wrapRefused(let actor)?: holder = actor
    case _: return error
    }
    guard holder == actor else { return error }
    do {
      try ledger.read { snapshot in
        try SiteState.load(from: snapshot).requireActive(actor)
        guard try clinic.enrolment(inForce: identity, in: snapshot) != nil else {
          throw ClinicError.identityNotInForce(handle: label.handle)
        }
      }
      return error
    } catch {
      return error
    }
  }
}

extension Clinic {
  /// Records, by the program, that somebody was refused an act; what cannot be recorded is left
  /// out, and told.
  func recordRefusedAct(
    _ act: String, of actor: UInt32, cause: ActRefused.Cause, concerning chart: SubjectID?
  ) {
    var refused = ActRefused()
    refused.actor = actor
    refused.act = act
    refused.cause = cause
    refused.chart = Data(chart?.bytes ?? [])
    refused.host = BreakGlass.thisHost
    recordRefusal(.actRefused(refused), concerning: actor)
  }

  /// Records, by the program, that somebody was not let in.
  ///
  /// As well as can be: a full disk or a copy without the program's identity leaves it out, which
  /// is told, and the refusal holds all the same. Nothing is recorded about an actor whom this
  /// ledger does not know.
  public func recordRefusedSignIn(as actor: UInt32, cause: SignInRefused.Cause) {
    var refused = SignInRefused()
    refused.actor = actor
    refused.cause = cause
    refused.host = BreakGlass.thisHost
    recordRefusal(.signInRefused(refused), concerning: actor)
  }

  private func recordRefusal(_ event: OperationsEvent.OneOf_Event, concerning actor: UInt32) {
    let now = clock.now()
    do {
      _ = try write(WriteOrder(signers: [try programSigner()], now: now)) { _, site in
        guard site.staff.members[actor] != nil else { throw UnknownActor() }
        return Decided([
          try .inTheClear(.operations(event), number: actor, occurred: now.occurred)
        ])
      }
    } catch is UnknownActor {
      return
    } catch {
      // Nothing counts the wrong passphrases then, and nobody learns of what was tried: whoever is
      // at the terminal must not take that for quiet.
      observer.tell(.refusalNotRecorded(cause: Doctor.problem(of: error)))
    }
  }

  private struct UnknownActor: Error {}

  private static func refusals(concerning actor: UInt32) -> StreamKey {
    StreamKey(type: .operations, subject: .none, number: actor)
  }

  /// Until when a passphrase of this actor is not tried, because others were wrong; nil: it may be.
  ///
  /// Only what the program has recorded of this very person counts. Microseconds since
  /// 1970-01-01T00:00:00Z, by the clinic's clock. Throws `LedgerError`.
  public func passphraseWaitsUntil(actor: UInt32) throws -> Int64? {
    // Asked before anybody's keys are there, by whoever types a passphrase: the tables are taken
    // for what they say. Who can set them back can also take the file and guess elsewhere.
    let (entries, staff) = try ledger.readAsStored { snapshot in
      let entries = try snapshot.stream(Self.refusals(concerning: actor))
      // Most people are never refused: then nobody's role is asked.
      return (entries, entries.isEmpty ? Staff() : try SiteState.load(from: snapshot).staff)
    }
    let times = try entries.compactMap { entry -> Int64? in
      guard entry.header.isOf(SignInRefused.kind),
        staff.role(of: entry.header.actor) == .program,
        case .operations(.signInRefused(let refused)) = try entry.fact(body: entry.body)?.value,
        refused.cause == .wrongPassphrase, refused.actor == actor
      else { return nil }
      return entry.header.occurred.unixMicroseconds
    }
    return WrongPassphrases(microseconds: times)
      .waitsUntil(nowMicroseconds: clock.nowMicroseconds())
  }
}

/// When a person's passphrase was wrong, and how long it is not tried again because of that.
///
/// The third within 15 minutes calls for a wait of 30 seconds, each further one for 1, 2, 4, 8 and
/// at most 15 minutes. A run of them ends when 15 minutes have passed after the last wait.
struct WrongPassphrases {
  /// Oldest first: microseconds since 1970-01-01T00:00:00Z.
  var microseconds: [Int64]

  private static let second: Int64 = 1_000_000
  private static let window = 15 * 60 * second
  private static let countBeforeWaiting = 3

  /// Until when it is not tried; nil: it may be tried.
  ///
  /// - Parameter now: what lies after it, on a training clock that was set back, does not count.
  func waitsUntil(nowMicroseconds now: Int64) -> Int64? {
    var run: [Int64] = []
    // Times that no clock shows are no reason to wait, and do not fit a sum.
    for time in microseconds where time <= now && time.magnitude < Int64.max.magnitude / 2 {
      if run.count < Self.countBeforeWaiting {
        run.removeAll { time - $0 >= Self.window }
      } else if let last = run.last, time >= last + Self.wait(after: run.count) + Self.window {
        run = []
      }
      run.append(time)
    }
    guard let last = run.last else { return nil }
    let end = last + Self.wait(after: run.count)
    return now < end ? end : nil
  }

  private static func wait(after count: Int) -> Int64 {
    guard count >= countBeforeWaiting else { return 0 }
    let doublings = min(count - countBeforeWaiting, 5)
    return min(30 * second << Int64(doublings), window)
  }
}
