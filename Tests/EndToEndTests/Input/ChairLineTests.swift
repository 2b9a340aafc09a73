import ArgumentParser
import ClinicalRecord
import EventSamples
import Testing

@testable import candor

/// What a line at the chair is read as.
struct ChairLineTests {
  private func acts(_ line: String) throws -> [(event: String, options: [String])] {
    guard case .acts(_, let acts) = try ChairLine(line) else { return [] }
    return acts.map { ($0.word.event.identifier, $0.options) }
  }

  @Test(arguments: [
    ("3 v 72 121/78 98 14", "vitals-sampled", "--hr 72 --bp 121/78 --spo2 98 --rr 14"),
    ("3 v - 118/76", "vitals-sampled", "--bp 118/76"),
    ("3 v 72 --at 10:05", "vitals-sampled", "--hr 72 --at 10:05"),
    ("3 nausea 2", "side-effect-noted", "--effect nausea --severity 2"),
    ("3 ondansetron 4mg iv", "antiemetic-given", "--drug ondansetron --dose 4mg --route iv"),
    ("3 midazolam 1mg iv", "rescue-drug-given", "--drug midazolam --dose 1mg --route iv"),
    ("3 start 0.5mg/kg 45 iv", "infusion-started", "--dose 0.5mg/kg --minutes 45 --route iv"),
    ("3 id name birth-date", "identity-confirmed", "--by name --by birth-date"),
    (
      "3 fasting solid-food 22:00 water 06:00", "fasting-checked",
      "--solid-food 22:00 --water 06:00"
    ),
    ("3 RASS -1", "vitals-sampled", "--rass -1"),
    (
      "3 equipment yes oxygen suction", "emergency-equipment-checked",
      "--ready yes --item oxygen --item suction"
    ),
    ("3 timeout patient drug", "time-out-held", "--item patient --item drug"),
    ("3 driver Otto Quillfeather, brother", "driver-named", ""),
    ("12 vitals-sampled --hr 72", "vitals-sampled", "--hr 72"),
  ])
  func `a short line is the event with its options`(
    _ line: String, _ event: String, _ options: String
  ) throws {
    let read = try acts(line)
    #expect(read.map(\.event) == [event])
    #expect(read.first?.options == options.split(separator: " ").map(String.init))
  }

  @Test func `a name is told to no log, and stands in no option`() throws {
    let line = try ChairLine("3 iv 22; driver Otto Quillfeather, brother")
    #expect(line.told("") == "3 iv 22; driver …")
    #expect(try ChairLine("3 ready driver Otto, brother").told("") == "3 ready …")
    guard case .acts(_, let acts) = line else { return }
    #expect(
      acts.last?.text == [
        "driver": .object(["name": .string("Otto Quillfeather"), "relation": .string("brother")])
      ])
  }

  @Test func `several acts stand on one line`() throws {
    #expect(
      try acts("3 iv; monitor hr spo2 ;driver").map(\.event)
        == ["iv-placed", "monitor-applied", "driver-named"])
  }

  @Test(arguments: ChairWord.all.map(\.words))
  func `every word's example is one that its event takes`(_ words: [String]) throws {
    let word = try #require(ChairWord.all.first { $0.words == words })
    let type = try #require(EventCommands.options(of: word.event.identifier))
    for name in words {
      let line = try #require(acts("3 \(name) \(word.example)").first)
      #expect(line.event == word.event.identifier)
      #expect(throws: Never.self) { try type.parse(line.options) }
    }
  }

  @Test func `no word stands for two things`() {
    let own = ChairWord.all.flatMap(\.words)
    #expect(Set(own).count == own.count)
    let effects = Set(SideEffect.stateable.map(\.identifier))
    let antiemetics = Set(AntiemeticGiven.Drug.stateable.map(\.identifier))
    let rescues = Set(RescueDrugGiven.Drug.stateable.map(\.identifier))
    #expect(effects.isDisjoint(with: own))
    #expect(antiemetics.union(rescues).isDisjoint(with: own))
    #expect(effects.isDisjoint(with: antiemetics.union(rescues)))
    #expect(ChairCommands.names.allSatisfy { !own.contains($0) })
  }

  @Test(arguments: [
    ("3", "say what happened to seat 3"), ("0 v 72", "a number from 1 to 99"),
    ("100 v 72", "a number from 1 to 99"), ("seat MH-1", "a patient and a number"),
    ("seat MH-1 three", "a number from 1 to 99"), ("leave", "a seat's number"),
    ("3 v 72 121/78 98 14 36.8C 9", "at most 5 words"), ("3 pause Mum", "takes nothing behind it"),
    ("3 driver Mum, mother, 1, 2", "name, relation, phone, with commas between"),
    ("3 fasting solid-food", "names and values in turn"), ("3 nosuchthing", "no such event"),
    ("Quillfeather", "neither a seat's number nor a command"), ("3 ; iv", "between two semicolons"),
  ])
  func `what cannot be read says what to type`(_ line: String, _ expected: String) throws {
    do {
      _ = try ChairLine(line)
      Issue.record("\(line) was read")
    } catch let error as ProgramError {
      #expect(error.description.contains(expected), "\(line): \(error.description)")
      #expect(!error.description.contains("Quillfeather"))
    }
  }
}
