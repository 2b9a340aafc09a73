public import ClinicalRecord
public import Compliance
public import Ledger

/// What a recording did, for the person who did it.
public struct Recorded: Sendable {
  /// One entry of the append, in order.
  public struct Line: Sendable {
    public var position: UInt64
    /// The event's name, "infusion started".
    public var event: String
    /// The event's sentence as a timeline shows it.
    public var sentence: String
    public var occurred: ClinicalTime
    /// Which chart it is about, where an act may be about several that are merged.
    public var chart: SubjectID?
  }

  /// One signature of the append, as its signer is shown it (21 CFR 11.50).
  public struct Signature: Sendable {
    public var signer: StaffLabel
    /// "recorded", "second signer", "co-signed", "reviewed".
    public var meaning: String
    public var signedMicroseconds: Int64
  }

  /// Positions of the append.
  public var positions: Range<UInt64>
  public var lines: [Line]
  public var recordedMicroseconds: Int64
  public var signatures: [Signature]
  /// True when the append id was there already and nothing was added.
  public var wasAlreadyRecorded: Bool
  /// False when what is recorded under the append id could not be opened, so that headers alone
  /// were compared with what is stated now: a device after the end of its service.
  public var isCompared = true
  /// Nil for staff and policy. A role that does not read the roster is told the chart's id alone:
  /// the other fields are empty.
  public var patient: PatientLabel?
  public var visitNumber: UInt32?
  /// Which infusion the visit's is, or is to be; nil where that is told to nobody of the role.
  public var count: InfusionCount?
  /// The lot of the drug book that it is about; nil for what is about a patient, staff or policy.
  public var lotNumber: UInt32?
  /// The document that was attached; nil for what attaches none.
  public var documentNumber: UInt32?
  /// Departures from policy that were recorded together with their reason.
  public var explainedDepartures: [Finding]
  /// Departures that still owe a reason: of acts that are never held up, and of imported or late
  /// facts.
  public var owedDepartures: [Finding]
  /// What whoever records it is told of it: a dose by weight, what looks like a slip.
  public var remarks: [String] = []
  /// What of the vital signs is beyond the policy's limits: "SpO2 88 % low".
  public var alarms: [String] = []
  /// Where statements are on record already that were left out.
  public var leftOut: [UInt64] = []
  /// A reason was given by a role that does not explain departures, with an act that is never held
  /// up: the act is recorded, and the reason stays owed.
  public var isReasonLeftOut = false
}

extension Recorded.Line {
  init(
    _ event: ClinicalEvent, at position: UInt64, _ occurred: ClinicalTime, on clock: ClinicClock
  ) {
    self.position = position
    self.event = event.kind.name
    sentence = event.sentence(occurred: occurred, on: clock)
    self.occurred = clock.local(occurred)
  }
}

extension Plan {
  /// What was recorded, told from what was planned: nothing is read any more, so nothing can fail
  /// once the append is durable.
  func recorded(_ appended: Appended, signedBy signatures: [Recorded.Signature]) -> Recorded {
    // A document's bytes say nothing beside the line that names them.
    let lines = steps.enumerated().filter { $0.element.stream.type != .document }.map {
      index, step in
      Recorded.Line(
        position: appended.positions.lowerBound + UInt64(place.precedingCount + index),
        event: step.event.kind.name,
        sentence: site.sentence(of: step.event, occurred: step.occurred),
        occurred: site.clock.local(step.occurred))
    }
    var recorded = Recorded(
      positions: appended.positions, lines: lines,
      recordedMicroseconds: appended.recordedMicroseconds, signatures: signatures,
      wasAlreadyRecorded: false,
      patient: file?.label(on: place.now.localDate)?.redacted(for: role), visitNumber: visitNumber,
      count: infusionCount, explainedDepartures: standing.filter { !$0.isOwedAReason },
      owedDepartures: standing.filter(\.isOwedAReason), remarks: remarks, leftOut: leftOut)
    recorded.alarms = alarms
    recorded.lotNumber = lotNumber
    recorded.documentNumber = steps.lazy.compactMap(\.event.documentNumber).first
    return recorded
  }

  /// What was recorded where all of it is on record already: nothing.
  var recordedNothing: Recorded? {
    guard steps.isEmpty, let first = leftOut.min(), let last = leftOut.max() else { return nil }
    return Recorded(
      positions: first..<last + 1, lines: [], recordedMicroseconds: place.nowMicroseconds,
      signatures: [], wasAlreadyRecorded: true,
      patient: file?.label(on: place.now.localDate)?.redacted(for: role),
      visitNumber: visitNumber, explainedDepartures: [], owedDepartures: [], leftOut: leftOut)
  }
}

/// All that was to be recorded is on record already: on its way out of the transaction.
struct NothingNew: Error {
  let recorded: Recorded
}

extension SignedIn {
  /// What an append that is there already did, told from its entries.
  func recordedBefore(_ appended: Appended) throws -> Recorded {
    let (entries, site) = try ledger.read { snapshot in
      (
        try appended.positions.map { try snapshot.entry(at: $0) },
        try SiteState.load(from: snapshot)
      )
    }
    var lines: [Recorded.Line] = []
    var visitNumber: UInt32?
    var lotNumber: UInt32?
    var documentNumber: UInt32?
    for entry in entries {
      if entry.header.stream.type == .visit { visitNumber = entry.header.stream.number }
      if entry.header.stream.type == .drugLot { lotNumber = entry.header.stream.number }
      if entry.header.stream.type == .document { continue }
      guard let fact = try fact(of: entry) else { continue }
      documentNumber = documentNumber ?? fact.value.documentNumber
      lines.append(Recorded.Line(fact.value, at: entry.position, fact.occurred, on: site.clock))
    }
    let ofChart = entries.last { $0.header.stream.type.eventStream?.isPersonal == true }
    let subject = ofChart?.header.stream.subject ?? .none
    var recorded = Recorded(
      positions: appended.positions, lines: lines,
      recordedMicroseconds: appended.recordedMicroseconds,
      signatures: site.signatures(entries.last?.signatures),
      wasAlreadyRecorded: true,
      patient: subject == .none ? nil : try patientLabel(of: subject).redacted(for: role),
      visitNumber: visitNumber,
      explainedDepartures: [], owedDepartures: [])
    recorded.lotNumber = subject == .none ? lotNumber : nil
    recorded.documentNumber = documentNumber
    return recorded
  }

  /// The fact an entry tells, opened with the person's keys; nil for the ledger's own.
  func fact(of entry: Entry) throws -> Fact<ClinicalEvent>? {
    guard entry.header.dataKeyNumber != 0 else { return try entry.fact(body: entry.body) }
    guard let charts else { throw refusal(opensNothing("open an entry")) }
    let key = try ledger.read {
      try charts.key(of: entry.header, position: entry.position, in: $0)
    }
    return try entry.fact(body: try entry.open(with: key, in: ledger.id))
  }
}

extension Clinic {
  /// Who signed the append that an entry belongs to, for commands that tell nothing else of it.
  ///
  /// - Throws: `LedgerError`, also for a position that no entry has.
  public func signatures(ofAppendWith position: UInt64) throws -> [Recorded.Signature] {
    try ledger.read { snapshot in
      let header = try snapshot.outline(at: position).header
      let last = try snapshot.entry(at: position + UInt64(header.lastIndex - header.index))
      return try SiteState.load(from: snapshot).signatures(last.signatures)
    }
  }
}
