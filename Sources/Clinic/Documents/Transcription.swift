public import ClinicalRecord

/// Where statements stood before they were typed in: a paper that somebody else has written, as
/// after a downtime. Whoever types them in signs them, and the author may co-sign later.
public struct Transcription: Hashable, Sendable {
  /// Who wrote the paper.
  public var author: UInt32
  public var source: TranscribedFromPaper.Source
  /// The paper itself, where it is attached to the chart.
  public var documentNumber: UInt32?
  /// Free text; needed where `source` is another one than those listed.
  public var note: String

  public init(
    author: UInt32, source: TranscribedFromPaper.Source, documentNumber: UInt32? = nil,
    note: String = ""
  ) {
    self.author = author
    self.source = source
    self.documentNumber = documentNumber
    self.note = note
  }

  /// - Parameter index: of the entry that it is about, in the append.
  fileprivate func event(aboutAppendIndex index: Int) -> TranscribedFromPaper {
    var event = TranscribedFromPaper()
    event.aboutAppendIndex = UInt32(index)
    event.author = author
    event.source = source
    event.documentNumber = documentNumber ?? 0
    event.note = note
    return event
  }

  /// Whether an event says the same, whatever it is about.
  func isSaid(by event: TranscribedFromPaper) -> Bool { self == Transcription(event) }

  fileprivate init(_ event: TranscribedFromPaper) {
    self.init(
      author: event.author, source: event.source,
      documentNumber: event.documentNumber == 0 ? nil : event.documentNumber, note: event.note)
  }
}

extension Planner {
  /// Says beside the step that a statement is where it was transcribed from.
  ///
  /// - Parameter first: of the steps that follow from the statement.
  mutating func transcribe(stepsFrom first: Int) throws {
    guard let transcription = plan.act.transcription else { return }
    let statement = plan.act.statements[current]
    let kind = statement.event.kind
    guard let index = plan.steps[first...].firstIndex(where: { $0.event.kind == kind }) else {
      return
    }
    try requireAuthor(transcription.author, of: kind)
    try rejecting { () throws(Rejection) in
      guard statement.occurred != nil else {
        throw .malformed(
          field: "time", value: nil, expected: "when it happened, as the paper says (--at)")
      }
      try plan.file?.chart.requireDocument(transcription.documentNumber ?? 0)
    }
    let step = plan.steps[index]
    let event = transcription.event(aboutAppendIndex: plan.place.precedingCount + index)
    switch step.event {
    case .chart:
      let (stream, events) = try decided(.transcribedFromPaper(event), occurred: step.occurred)
      for event in events { add(.chart(event), to: stream, occurred: step.occurred) }
    case .visit:
      let events = try decided(
        .transcribedFromPaper(event), in: step.stream, occurred: step.occurred)
      for event in events { add(.visit(event), to: step.stream, occurred: step.occurred) }
    case .access, .staff, .policy, .operations, .lot, .document:
      throw ClinicError.rejected(
        .outOfOrder(
          event: TranscribedFromPaper.kind, stage: "\"\(kind)\" is stated",
          why: "what is transcribed is about a patient",
          next: "record it with its own time: candor record \(kind.identifier) --at"))
    }
  }

  /// What was transcribed must be an entry of this chart, and its paper one of its documents.
  func checkAbout(_ transcribed: TranscribedFromPaper, in file: ChartFile) throws {
    if case .aboutPosition(let position)? = transcribed.about {
      try requireEntry(position, in: file)
    }
    try rejecting { () throws(Rejection) in
      try file.chart.requireDocument(transcribed.documentNumber)
    }
  }

  /// Nobody is named as the author of what they could not have recorded themselves.
  private func requireAuthor(_ author: UInt32, of kind: EventKind) throws {
    guard let member = plan.site.staff.members[author] else {
      throw ClinicError.unknownStaff("actor \(author)")
    }
    guard member.role != .device, member.role != .program, kind.mayBeRecorded(by: member.role)
    else {
      throw ClinicError.rejected(
        .malformed(
          field: "author", value: plan.site.label(of: author)?.handle,
          expected: "somebody whose role records \"\(kind)\" (candor staff roles)"))
    }
  }
}

extension ClinicalEvent {
  /// Where it says that something of its own append was transcribed from; nil for anything else.
  var transcription: Transcription? { transcribed.map(Transcription.init) }

  /// The event that says so, of its own append or of an earlier entry.
  var transcribed: TranscribedFromPaper? {
    switch self {
    case .chart(.transcribedFromPaper(let event)), .visit(.transcribedFromPaper(let event)): event
    case .chart, .visit, .access, .staff, .policy, .operations, .lot, .document: nil
    }
  }

  /// Whether it says something of a patient that somebody stated, and neither where that stood
  /// before nor a part of a document.
  var isStatedOfPatient: Bool { isClinical && transcribed == nil && stream != .document }
}

extension Timeline {
  /// The paper that an entry was transcribed from.
  public struct Paper: Sendable {
    /// Of the entry that says so.
    public var position: UInt64
    /// Who wrote it.
    public var author: UInt32
    public var source: TranscribedFromPaper.Source
    /// Of the same chart; nil where the paper is not attached.
    public var documentNumber: UInt32?
    /// "the downtime form of Rosa Reed, RN (document 3)".
    public var words: String
  }
}

extension ChartFile {
  /// The entries that say of others that they were transcribed, whether or not they stand.
  func papers(of positions: Set<UInt64>) -> [UInt64] {
    facts.filter { line in
      guard case .aboutPosition(let about)? = line.fact.value.transcribed?.about else {
        return false
      }
      return positions.contains(about)
    }.map(\.fact.position)
  }

  /// What stands of the chart's entries and was transcribed, by position: from which paper.
  func papers(_ site: SiteState) -> [UInt64: Timeline.Paper] {
    var papers: [UInt64: Timeline.Paper] = [:]
    for line in standing {
      guard let transcribed = line.fact.value.transcribed,
        case .aboutPosition(let position)? = transcribed.about
      else { continue }
      papers[position] = Timeline.Paper(
        position: line.fact.position, author: transcribed.author, source: transcribed.source,
        documentNumber: transcribed.documentNumber == 0 ? nil : transcribed.documentNumber,
        words: transcribed.paper { site.name(of: $0) })
    }
    return papers
  }
}
