internal import ClinicalRecord

/// S15: the patient is released into the care of a friend or relative who can safely drive.
///
/// The driver is the one whom the discharge names, or else the last one named before it.
public struct S15CareOfADriver: Rule {
  public static let id = RuleID.S15
  public static func title(under policy: Policy) -> String {
    "Released into the care of a friend or relative who can safely drive"
  }

  public init() {}

  public func judgement(of file: CaseFile) -> Judgement {
    guard let start = file.visit.start else { return file.withoutStart }
    guard let discharge = file.visit.discharge else {
      if let leaving = file.otherLeaving { return leaving.noted }
      return file.withoutRelease(
        start, Judgement(.notYetDue, "The patient has not been discharged."))
    }
    let position = discharge.position
    switch discharge.value.destination {
    case .driver: return driver(file, discharge)
    case .alone:
      return Judgement(.deviation, "The patient was discharged alone.", evidence: [position])
    case .rideShare:
      return Judgement(
        .deviation, "The patient was discharged to a ride-share.", evidence: [position])
    case .other:
      return Judgement(
        .deviation, "The patient was discharged to a destination other than a driver.",
        evidence: [position])
    case .unspecified, .UNRECOGNIZED:
      return Judgement(
        .deviationMissingEvidence, "There is no evidence of whose care the patient left in.",
        evidence: [position])
    }
  }

  private func driver(_ file: CaseFile, _ discharge: Fact<Discharged>) -> Judgement {
    var driver = discharge.value.driver
    var evidence = [discharge.position]
    if driver.name.isEmpty,
      let named = file.visit[DriverNamed.self].inOrder().last(where: {
        $0.reference.interval.canPrecede(discharge.reference.interval)
      })
    {
      driver = named.value.driver
      evidence.append(named.position)
    }
    var missing: [String] = []
    if driver.name.isEmpty { missing.append("who the driver is") }
    if driver.relation.isEmpty { missing.append("the driver's relation to the patient") }
    switch discharge.value.driverFitness {
    case .yes: break
    case .no:
      return Judgement(
        .deviation, "The patient was discharged to a driver who was not fit to drive.",
        evidence: evidence)
    case .notAssessed, .unspecified, .UNRECOGNIZED:
      missing.append("the driver's fitness to drive")
    }
    guard missing.isEmpty else {
      return Judgement(
        .deviationMissingEvidence,
        "Discharged to a driver; there is no evidence of \(missing.joined(separator: ", ")).",
        evidence: evidence)
    }
    return Judgement(
      .met, "Discharged to a driver who is named, related to the patient and fit to drive.",
      evidence: evidence)
  }
}
