import ClinicalRecord
import EventSamples
import TestSupport

/// Chooses the next act of a walk: any, but those that bring a visit on more often than others, and
/// those that close a chart often enough for a short walk to go on after one.
struct ActChoice {
  let model: ReferenceModel
  var dice: SeededRandom

  private static let handles = WalkedClinic.staff.map(\.handle)

  mutating func next() -> Act {
    guard !model.charts.isEmpty else { return intake() }
    return switch number(below: 100) {
    case ..<4: model.charts.count < 6 ? intake() : record()
    case ..<36: record()
    case ..<42: correct()
    case ..<59: look()
    case ..<74: administer()
    case ..<93: keep()
    case ..<98: sign()
    case 98: .signIn(by: anybody())
    default: .reopen
    }
  }

  private mutating func number(below end: Int) -> Int { .random(in: 0..<end, using: &dice) }

  private mutating func oneOf<Value>(_ values: [Value], or other: Value) -> Value {
    values.randomElement(using: &dice) ?? other
  }

  private mutating func anybody() -> String { oneOf(Self.handles, or: "ada") }

  /// Mostly one of these.
  private mutating func mostly(_ handles: [String]) -> String {
    number(below: 4) == 0 ? anybody() : oneOf(handles, or: "ada")
  }

  private mutating func maybe(_ handles: [String]) -> String? {
    number(below: 5) == 0 ? nil : mostly(handles)
  }

  private mutating func chart() -> Int { number(below: model.charts.count) }

  private mutating func intake() -> Act {
    let number: String? =
      switch number(below: 3) {
      case 0: "R-1001"
      case 1: "M-\(self.number(below: 100))"
      default: nil
      }
    return .intake(by: mostly(["drew", "nora", "fred"]), number: number, hasReason: coin())
  }

  private mutating func coin() -> Bool { .random(using: &dice) }

  private mutating func record() -> Act {
    var act = anyRecord()
    // A walk of refusals would not get far: look for one that can be done, more often than not.
    var attempts = number(below: 2) * 12
    while attempts > 0, !model.verdict(on: act).refusals.isEmpty {
      act = anyRecord()
      attempts -= 1
    }
    return act
  }

  private mutating func anyRecord() -> Act {
    let chart = chart()
    let by = mostly(["drew", "nora", "drew", "nora", "fred", "monitor", "newt"])
    var sample = number(below: EventSample.all.count)
    while isLeftOut(EventSample.all[sample], by: by, chart) {
      sample = number(below: EventSample.all.count)
    }
    let isWaste = EventSample.all[sample].eventName == "drug-wasted"
    let isSecond = isWaste || number(below: 10) == 0
    return .record(
      by: by, sample: sample, chart: chart, hasReason: number(below: 3) == 0,
      isOwed: number(below: 3) > 0,
      second: isSecond ? maybe(["phil", "newt", "drew", "nora"]) : nil)
  }

  /// What has an act of its own here, or a document that the sample is none of; a key replacement,
  /// a visit without its arrival and half of a merge are no statements of a person.
  private func isLeftOut(_ sample: EventSample, by handle: String, _ chart: Int) -> Bool {
    // Nobody has opened a drug book here.
    if sample.kind.stream == .lot { return true }
    return switch sample.eventName {
    case "drug-drawn", "drug-returned", "drug-missing", "drug-book-opened", "day-closed",
      "report-issued":
      true
    case "staff-key-replaced", "amended", "entered-in-error", "co-signed", "reinstated": true
    case "document-attached", "document-piece", "transcribed-from-paper": true
    case "chart-merged", "chart-unmerged", "identity-corrected", "policy-adopted": true
    case "staff-suspended", "staff-reinstated", "staff-departed":
      model.role(handle) == "administrator"
    case "visit-opened": model.charts[chart].visits.isEmpty
    default: false
    }
  }

  private mutating func correct() -> Act {
    var act = anyCorrection()
    var attempts = number(below: 2) * 12
    while attempts > 0, !model.verdict(on: act).refusals.isEmpty {
      act = anyCorrection()
      attempts -= 1
    }
    return act
  }

  private mutating func anyCorrection() -> Act {
    let chart = chart()
    let position = model.charts[chart].statements.randomElement(using: &dice)?.position
    guard let position else { return anyRecord() }
    let stands = model.statement(position, on: chart)?.stands ?? true
    let how: Act.Change =
      switch number(below: 5) {
      case ..<2: .amend
      case ..<4: stands ? .retract : .takeBack
      default: stands ? .takeBack : .retract
      }
    return .correct(
      by: mostly(["drew", "nora", "fred"]), how: how, chart: chart, position: position,
      second: coin() ? maybe(["phil", "newt", "drew", "nora"]) : nil)
  }

  private mutating func look() -> Act {
    let chart = chart()
    let isEmergency = number(below: 3) == 0
    let by = isEmergency ? mostly(["fred", "ada", "nora"]) : mostly(["drew", "nora", "cora"])
    switch number(below: 10) {
    case ..<4:
      let visits = UInt32(model.charts[chart].visits.count)
      let visit = coin() && visits > 0 ? UInt32.random(in: 1...visits, using: &dice) : nil
      return .timeline(by: by, chart: chart, visit: visit, isEmergency: isEmergency)
    case ..<6:
      let positions = model.charts[chart].facts.keys.sorted()
      return .entry(
        by: by, chart: chart, position: oneOf(positions, or: 0), isEmergency: isEmergency)
    case ..<8: return .roster(by: by, isEmergency: isEmergency)
    default:
      let reviewed = model.charts.flatMap { $0.reviewed }.sorted()
      let positions = coin() ? model.waitingEmergencies : model.waitingEmergencies + reviewed + [0]
      return .review(by: mostly(["drew", "cora"]), position: oneOf(positions, or: 0))
    }
  }

  private mutating func administer() -> Act {
    let by = mostly(["ada", "abel"])
    let inactive = Self.handles.filter { !model.isActive($0) }
    switch number(below: 17) {
    case ..<4:
      let of = anybody()
      let suspended = Act.suspend(by: by, of: of, isKilled: false)
      let isKilled = number(below: 3) == 0 && model.verdict(on: suspended).refusals.isEmpty
      return .suspend(by: by, of: of, isKilled: isKilled)
    case ..<9: return .reinstate(by: by, of: coin() ? anybody() : oneOf(inactive, or: "nora"))
    case 9: return .depart(by: by, of: coin() ? "newt" : "abel")
    case ..<14: return .assign(by: mostly(["drew", "nora"]), chart: chart())
    default: return .release(by: mostly(["drew", "nora", "ada"]))
    }
  }

  private mutating func keep() -> Act {
    // Half of the time a chart about which something goes on that stands in the way of an erasure.
    let busy = model.charts.indices.filter { number in
      !model.charts[number].isErased && model.charts[number].visits.contains { !$0.hasEnded }
    }
    let any = chart()
    let chart = coin() ? oneOf(busy, or: any) : any
    switch number(below: 9) {
    case ..<2: return .hold(by: mostly(["cora", "drew", "ada"]), chart: chart)
    case ..<4:
      return .releaseHold(by: mostly(["cora"]), chart: chart, second: maybe(["ada", "abel"]))
    default:
      let by = mostly(["cora"])
      let second = maybe(["ada", "abel"])
      let erasure = Act.erase(by: by, chart: chart, second: second, killedAfter: nil)
      guard coin(), model.verdict(on: erasure).refusals.isEmpty, !model.charts[chart].isErased
      else { return erasure }
      return .erase(
        by: by, chart: chart, second: second, killedAfter: coin() ? .intended : .keysRemoved)
    }
  }

  private mutating func sign() -> Act {
    guard let request = model.request, number(below: 6) > 0 else {
      return .ask(
        by: mostly(["nora", "drew"]), chart: chart(), of: mostly(["phil", "newt", "drew"]))
    }
    return request.isSigned && number(below: 4) > 0 ? .complete : .approve(by: mostly([request.of]))
  }
}
