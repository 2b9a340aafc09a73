internal import ClinicalRecord
internal import Compliance
internal import Ledger

// What a statement about a patient leads to: the stream that it belongs to, and its events.

extension Planner {
  mutating func takeChart(
    _ event: ChartEvent.OneOf_Event, _ statement: Statement, occurred: ClinicalTime
  ) throws {
    try event.kind.requireRole(plan.role)
    try refuseMerged(event)
    if case .documentAttached(let attached) = event {
      return try takeDocument(attached, holding: statement.documentBytes, occurred: occurred)
    }
    let (stream, events) = try decided(event, occurred: occurred)
    try doubt(.chart(event), in: stream, occurred: occurred)
    for event in events { add(.chart(event), to: stream, occurred: occurred) }
  }

  /// What a chart's event leads to, and the stream that it belongs to.
  ///
  /// Apart from `add`, as every decision is: a state that is still at hand when the next fact is
  /// added to it is copied whole, and a batch would cost the square of its length.
  func decided(
    _ event: ChartEvent.OneOf_Event, occurred: ClinicalTime
  ) throws -> (stream: StreamKey, events: [ChartEvent.OneOf_Event]) {
    guard let file = plan.file else { throw ClinicError.mixedStatements }
    try checkAbout(of: .chart(event), in: file)
    let events = try rejecting { () throws(Rejection) in
      try event.statement.checkWhenRecorded(occurred: occurred)
      try file.chart.requirePossibleTime(
        of: event.kind, at: occurred, nowMicroseconds: plan.place.nowMicroseconds)
      return try file.chart.decide(event, occurred: occurred, by: plan.role)
    }
    return (StreamKey(type: .chart, subject: file.subject, number: 0), events)
  }

  /// What somebody outside was given stands in the access log, beside who looked.
  mutating func takeDisclosed(_ disclosed: Disclosed, occurred: ClinicalTime) throws {
    let event = ClinicalEvent.access(.disclosed(disclosed))
    try event.kind.requireRole(plan.role)
    guard let file = plan.file else { throw ClinicError.mixedStatements }
    try rejecting { () throws(Rejection) in
      try event.validate(by: plan.role)
      try disclosed.checkWhenRecorded(occurred: occurred)
      try file.chart.requirePossibleTime(
        of: event.kind, at: occurred, nowMicroseconds: plan.place.nowMicroseconds)
    }
    add(event, to: .looks(at: file.subject), occurred: occurred)
  }

  mutating func takeVisit(
    _ event: VisitEvent.OneOf_Event, _ statement: Statement, occurred: ClinicalTime
  ) throws {
    try event.kind.requireRole(plan.role)
    if case .arrived(let arrival) = event {
      return try arrive(arrival, as: statement.visitNumber, occurred: occurred)
    }
    let event = try withLot(event, statement, occurred: occurred)
    let stream = try stream(of: event, on: statement.visitNumber, at: occurred)
    plan.visitNumber = stream.number
    touchedVisits.insert(stream.number)
    let events = try decided(event, in: stream, occurred: occurred)
    try doubt(.visit(event), in: stream, occurred: occurred)
    for event in events { add(.visit(event), to: stream, occurred: occurred) }
    if case .vitalsSampled(let sampled) = event, case .sample(let sample)? = sampled.content {
      let policy = try plan.file?.policy(ofVisit: stream.number, plan.site, size: nextPosition)
      let alarms = policy?.alarms(in: sample) ?? []
      plan.alarms += alarms.filter { !plan.alarms.contains($0) }
    }
    try addLotHalves(of: event, statement, in: stream, occurred: occurred)
    if event.kind.endsVisit {
      for released in plan.site.staff.releaseSteps(atEndOf: stream, occurred: occurred) {
        add(released.event, to: released.stream, occurred: occurred)
      }
    }
  }

  /// The stream of the visit that an event is about.
  private func stream(
    of event: VisitEvent.OneOf_Event, on number: UInt32?, at occurred: ClinicalTime
  ) throws -> StreamKey {
    guard let file = plan.file else { throw ClinicError.mixedStatements }
    try checkAbout(of: .visit(event), in: file)
    return StreamKey(
      type: .visit, subject: file.subject,
      number: try existingVisit(number, of: event, at: occurred, in: file))
  }

  func decided(
    _ event: VisitEvent.OneOf_Event, in stream: StreamKey, occurred: ClinicalTime
  ) throws -> [VisitEvent.OneOf_Event] {
    guard let visit = plan.file?.visits[stream.number] else { return [] }
    return try rejecting { () throws(Rejection) in
      try event.statement.checkWhenRecorded(occurred: occurred)
      let events = try visit.decide(event, occurred: occurred, by: plan.role)
      try visit.requirePossibleTime(of: event, at: occurred)
      return events
    }
  }

  /// An arrival opens the next visit: an event of the chart and the first one of the visit.
  ///
  /// Nobody arrives while they are there.
  private mutating func arrive(
    _ arrival: Arrived, as number: UInt32?, occurred: ClinicalTime
  ) throws {
    let (subject, arrival) = try decided(arrival, as: number, occurred: occurred)
    plan.visitNumber = arrival.visitNumber
    touchedVisits.insert(arrival.visitNumber)
    add(
      .chart(arrival.opened), to: StreamKey(type: .chart, subject: subject, number: 0),
      occurred: occurred)
    add(
      .visit(arrival.arrived),
      to: StreamKey(type: .visit, subject: subject, number: arrival.visitNumber),
      occurred: occurred)
  }

  func decided(
    _ arrival: Arrived, as number: UInt32?, occurred: ClinicalTime
  ) throws -> (subject: SubjectID, arrival: Arrival) {
    guard let file = plan.file else { throw ClinicError.mixedStatements }
    let event = ClinicalEvent.visit(.arrived(arrival))
    try rejecting { () throws(Rejection) in
      try event.validate(by: plan.role)
      try arrival.checkWhenRecorded(occurred: occurred)
    }
    if let number, number != file.chart.nextVisitNumber {
      throw ClinicError.rejected(
        .malformed(
          field: "visit", value: "\(number)",
          expected: "nothing, or the number of the next visit"))
    }
    if let (number, visit) = file.visitGoingOn(at: occurred) {
      throw ClinicError.rejected(
        .outOfOrder(
          event: event.kind, stage: visit.stage.words,
          why: visit.end == nil
            ? "visit \(number) of this day is still open"
            : "that lies in the time of visit \(number)",
          next: visit.end == nil
            ? "record its discharge first, or record on that visit"
            : "look at the time, or record on that visit"))
    }
    let arrival = try rejecting { () throws(Rejection) in
      try file.chart.decideArrival(arrival, occurred: occurred, by: plan.role)
    }
    return (file.subject, arrival)
  }

  /// - Parameter number: as it was stated; nil: the visit that was going on.
  func existingVisit(
    _ number: UInt32?, of event: VisitEvent.OneOf_Event, at occurred: ClinicalTime,
    in file: ChartFile
  ) throws -> UInt32 {
    guard let newest = file.newestVisitNumber else { throw ClinicError.noVisit }
    if let number {
      guard file.visits[number] != nil else { throw ClinicError.unknownVisit(number: number) }
      return number
    }
    if case .deviationExplained(let explanation) = event {
      // It goes where the entry is that it explains, whenever that was.
      guard case .aboutPosition(let position)? = explanation.about else {
        return plan.visitNumber ?? newest
      }
      return file.visit(ofEntry: position) ?? newest
    }
    return try rejecting { () throws(Rejection) in
      try file.visitNumber(of: event.kind, at: occurred)
    }
  }
}
