import ClinicalRecord
import Compliance
import EventSamples
import Ledger
import SwiftProtobuf
import Testing

@testable import Clinic

/// What deciding begins with.
enum Beginning {
  /// What the clinic has stored, whatever it is, and the entries since.
  case stored
  case rows(ChartRowFiles)
  case entries
}

extension TestClinic {
  /// What acts would come to now, in words; nothing of it is recorded.
  func plans(
    of acts: [Act], on chart: SubjectID, beginningWith beginning: Beginning
  ) throws -> [String] {
    let keys = try #require(acting.charts)
    let rows: ChartRowFiles? =
      switch beginning {
      case .stored: clinic.chartRowFiles
      case .rows(let rows): rows
      case .entries: nil
      }
    return try clinic.ledger.read { snapshot in
      let site = try SiteState.load(from: snapshot)
      let file = try ChartFile.load(
        chart, beginningWith: rows, keys: keys, clock: site.clock, from: snapshot)
      let place = try Plan.Place(clinic.clock.now(), in: snapshot)
      return acts.map { act in
        do { return try Plan(act, on: site, chart: file, at: place).picture } catch {
          return "\(error)"
        }
      }
    }
  }

  /// Acts of every kind, some of which cannot be, and the same as was said just now.
  func acts(on chart: SubjectID) throws -> [Act] {
    func act(
      _ event: ClinicalEvent, at clock: String? = nil, visit: UInt32? = nil,
      _ reasons: RecordRequest.Reasons = .asked, reason: String? = nil
    ) throws -> Act {
      Act(
        statements: [
          Statement(
            chart: chart, visitNumber: visit, event: event, occurred: try clock.map { try at($0) })
        ], reason: reason, reasons: reasons, repeats: .refused, actor: acting.actor)
    }
    var acts = try [
      act(.vitals(72, 98)), act(.vitals(72, 98), at: "09:20"), act(.vitals(0, 98), visit: 1),
      act(.vitals(72, 127), .owed), act(.weighed(73)), act(.weighed(120)), act(.arrived),
      act(.dischargedAlone), act(MoodVisit.start, reason: "she had waited for long hours"),
      act(MoodVisit.start.withDose(80)), act(MoodVisit.stop),
      act(MoodVisit.stop, at: "10:00", .owed),
    ]
    acts.append(
      Act(
        statements: [
          Statement(chart: chart, event: .vitals(70, 97), occurred: try at("09:31")),
          Statement(chart: chart, event: .vitals(70, 97), occurred: try at("09:31")),
          Statement(chart: chart, event: .weighed(74)),
        ], reasons: .owed, repeats: .leftOut, actor: acting.actor))
    for position in stride(from: 0, to: size, by: max(1, Int(size) / 25)) {
      acts.append(try act(.explained(position)))
    }
    return acts
  }

  /// Of every kind that somebody states of a patient.
  func sampleActs(on chart: SubjectID) -> [Act] {
    EventSample.all.map(\.event).filter { $0.isClinical && $0.correction == nil }.map { event in
      Act(
        statements: [Statement(chart: chart, event: event)], repeats: .refused,
        actor: acting.actor)
    }
  }

  /// Stores the rows of a chart as they are now, and of nothing later.
  func rows(of charts: [SubjectID], in folder: String) throws -> ChartRowFiles {
    let store = try ProjectionStore(path: folder, of: clinic.readModelsOwner())
    defer { store.close() }
    let models = ReadModels(
      ledger: clinic.ledger, keyring: try #require(acting.keyring),
      charts: try #require(acting.charts), store: store, observer: .none)
    _ = try models.load(
      [StreamFold.self], of: charts, at: try models.moment(for: [StreamFold.self]))
    return store.charts
  }
}

extension Plan {
  /// All that is told of a plan.
  fileprivate var picture: String {
    get throws {
      """
      \(steps) \(outline) \(standing) \(doubts) \(remarks) \(leftOut) \(visitNumber ?? 0)
      \(rejection.map { "\($0.index) \($0.reason)" } ?? "possible")
      \(unexplained.flatMap(\.findings)) \(signing.isNeeded) \(signing.causes)
      \(file?.label(on: place.now.localDate).map { "\($0)" } ?? "nobody")
      \(try findings())
      """
    }
  }
}

extension ClinicalEvent {
  static func vitals(
    _ heartRate: Double, _ spo2: Double, source: VitalsSampled.Source = .takenByHand
  ) -> ClinicalEvent {
    .visit(
      .vitalsSampled(
        .with {
          $0.source = source
          $0.sample = .with {
            $0.heartRateBpm = heartRate
            $0.spo2Percent = spo2
          }
        }))
  }

  static func explained(_ position: UInt64) -> ClinicalEvent {
    .visit(
      .deviationExplained(
        .with {
          $0.aboutPosition = position
          $0.reason = "it was agreed with her"
        }))
  }
}
