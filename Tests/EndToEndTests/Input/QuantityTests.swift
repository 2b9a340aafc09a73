import ClinicalRecord
import Testing

@testable import candor

struct QuantityTests {
  @Test(
    arguments: [
      ("72.6kg", 72.6), ("72.6 kg", 72.6), ("72.6KG", 72.6), ("160lb", 72.6), ("160 lbs", 72.6),
      ("-3kg", -3),
    ])
  func `a weight says its unit`(typed: String, kilograms: Double) throws {
    #expect(try Kilograms(argument: typed).value == kilograms)
  }

  @Test(arguments: ["160", "160.5"])
  func `a bare weight says no unit`(typed: String) {
    let error = #expect(throws: ProgramError.self) { try Kilograms(argument: typed) }
    #expect(error?.description.contains("says no unit") == true)
  }

  @Test(arguments: ["160st", "kg", "1e3kg", "nankg", "1,5kg", "1.kg", ".5kg", "0x10kg", "7 2 kg x"])
  func `what is no weight is refused`(typed: String) {
    #expect(throws: ProgramError.self) { try Kilograms(argument: typed) }
  }

  @Test func `doses and temperatures say their units, and a flow has but one`() throws {
    #expect(try Milligrams(argument: "36.3mg").value == 36.3)
    #expect(try Milligrams(argument: "-5mg").value == -5)
    #expect(throws: ProgramError.self) { try Milligrams(argument: "36.3") }
    #expect(throws: ProgramError.self) { try Milligrams(argument: "36.3mcg") }
    #expect(try LitersPerMinute(argument: "2l/min").value == 2)
    #expect(try LitersPerMinute(argument: "2 L/min").value == 2)
    #expect(try LitersPerMinute(argument: "2").value == 2)
    #expect(throws: ProgramError.self) { try LitersPerMinute(argument: "2ml/min") }
    #expect(throws: ProgramError.self) { try LitersPerMinute(argument: "l/min") }
    #expect(try TemperatureArgument(argument: "36.8C").celsius == 36.8)
    #expect(try TemperatureArgument(argument: "98.2F").celsius == 36.8)
    #expect(throws: ProgramError.self) { try TemperatureArgument(argument: "36.8") }
  }

  @Test func `a blood pressure has two numbers, or three with the mean`() throws {
    let two = try BloodPressureArgument(argument: "118/76")
    #expect((two.systolic, two.diastolic) == (118, 76))
    #expect(two.mean == nil)
    #expect(try BloodPressureArgument(argument: "118/76/90").mean == 90)
    for typed in ["118", "118/", "118/76/90/1", "a/b", "118-76"] {
      #expect(throws: ProgramError.self) { try BloodPressureArgument(argument: typed) }
    }
  }

  @Test func `a patient is a number, and a name is not repeated`() throws {
    for typed in ["MH-1001", "1001", "0f3a9c11"] {
      #expect(try PatientArgument.checked(typed) == typed)
    }
    for typed in ["Quillfeather", "Jane Doe 1", "", "MH 1001", "Ünal1"] {
      let error = #expect(throws: ProgramError.self) { try PatientArgument.checked(typed) }
      #expect(typed.isEmpty || error?.description.contains(typed) == false)
    }
  }
}
