import ClinicalRecord
import Testing

enum ValidationTable {
  struct Row: CustomTestStringConvertible, Sendable {
    let kind: EventKind
    let json: String
    let field: String
    var testDescription: String { "\(kind.identifier) \(json)" }
  }

  static func rows(
    _ kind: EventKind, _ rows: KeyValuePairs<String, String>
  ) -> [Row] {
    rows.map { Row(kind: kind, json: "{\($0.key)}", field: $0.value) }
  }

  static let refused: [Row] =
    [
      chart, arrival, infusion, care, departure, house, door, looks, papers, dates, outcomes,
      bedside, drugs, documents,
    ].flatMap(\.self)

  private static let who = #""family_name": "Silva", "birth_date": "1984-02-29""#
  private static let digest = #""form_sha256": "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=""#

  private static let chart: [Row] =
    rows(
      IntakeReceived.kind,
      [
        "": "family_name", who: "record_number",
        #""record_number": "Maria Silva", \#(who)"#: "record_number",
        #""record_number": "R-12345678901234567890", \#(who)"#: "record_number",
        #""record_number": "Ä1", \#(who)"#: "record_number",
        #""record_number": "R1", "birth_date": "1984-02-29""#: "family_name",
        #""record_number": "R1", "family_name": "  ", "birth_date": "1984-02-29""#: "family_name",
        #""record_number": "R1", "family_name": "Silva""#: "birth_date",
        #""record_number": "R1", "family_name": "Silva", "birth_date": "1985-02-29""#: "birth_date",
        #""record_number": "R1", "family_name": "Silva", "birth_date": "1985-2-9""#: "birth_date",
        #""record_number": "R1", "family_name": "Silva", "birth_date": "Maria""#: "birth_date",
        #""record_number": "R1", \#(who), "given_name": "a\nb""#: "given_name",
        #""record_number": "R1", \#(who), "phone": "a\u0007b""#: "phone",
      ])
    + rows(HistoryFormReceived.kind, ["": "form_version", #""note": "x""#: "form_version"])
    + rows(
      AcknowledgementOfOngoingCareReceived.kind,
      ["": "signer", #""signer": 0"#: "signer", #""signer": 17"#: "signer"])
    + rows(
      MedicationListReviewed.kind,
      [
        "": "medications",
        #""medications": [{"name": "Maria"}], "none_taken": true"#: "medications",
        #""medications": [{"name": ""}]"#: "medications.name",
        #""medications": [{"dose": "5 mg"}]"#: "medications.name",
      ])
    + rows(
      CandidacyDetermined.kind,
      [
        #""indication": 1"#: "outcome", #""outcome": 1"#: "indication",
        #""outcome": 1, "indication": 7"#: "indication",
      ])
    + rows(
      ConsentSigned.kind,
      [
        #""signer": 1, \#(digest)"#: "form_version",
        #""form_version": "2", "signer": 1"#: "form_sha256",
        #""form_version": "2", "signer": 1, "form_sha256": "BwcH""#: "form_sha256",
        #""form_version": "2", \#(digest)"#: "signer",
        #""form_version": "2", \#(digest), "signer": 2"#: "representative_name",
        #""form_version": "2", \#(digest), "signer": 1, "representative_name": "Maria""#:
          "representative_name",
      ])
    + rows(
      InfusionScheduled.kind,
      [
        #""indication": 1"#: "scheduled_for",
        #""indication": 1, "scheduled_for": {"unix_us": 5}"#: "scheduled_for",
        #""indication": 1, "scheduled_for": {"precision": 2, "utc_offset_minutes": 1081}"#:
          "scheduled_for",
        #""indication": 1, "scheduled_for": {"precision": 2, "unix_us": "9223372036854775807"}"#:
          "scheduled_for",
        #""scheduled_for": {"precision": 2}"#: "indication",
      ])
    + rows(
      VisitOpened.kind, [#""indication": 1"#: "visit_number", #""visit_number": 1"#: "indication"])
    + rows(
      DeviationExplained.kind,
      [
        #""reason": "Maria""#: "about_position", #""about_position": 3"#: "reason",
        #""about_position": 3, "reason": " ""#: "reason",
        #""about_position": 3, "reason": "x", "rules": ["5"]"#: "rules",
        #""about_position": 3, "reason": "x", "rules": ["S5", "S"]"#: "rules",
        #""about_append_index": 0, "reason": "x", "rules": ["S5x"]"#: "rules",
      ])

  private static let arrival: [Row] =
    rows(Arrived.kind, ["": "indication", #""indication": 99"#: "indication"])
    + rows(
      IdentityConfirmed.kind,
      [
        "": "identifiers", #""identifiers": [1, 0]"#: "identifiers",
        #""identifiers": [1, 1]"#: "identifiers", #""identifiers": [9]"#: "identifiers",
      ])
    + rows(
      Weighed.kind,
      [
        "": "weight_kg", #""weight_kg": -72.6"#: "weight_kg", #""weight_kg": 1000.1"#: "weight_kg",
        #""weight_kg": "NaN""#: "weight_kg",
      ])
    + rows(
      FastingChecked.kind,
      [
        "": "intakes", #""intakes": [{}]"#: "intakes.item",
        #""intakes": [{"item": 1, "taken_at": {}}]"#: "intakes.taken_at",
        #""intakes": [{"item": 1, "detail": "a\nb"}]"#: "intakes.detail",
      ])
    + rows(
      DriverNamed.kind,
      [
        "": "driver", #""driver": {}"#: "driver.name",
        #""driver": {"name": "Maria", "relation": "a\nb"}"#: "driver.relation",
        #""driver": {"name": "Maria", "phone": "a\nb"}"#: "driver.phone",
      ])
    + rows(
      SupervisorAssigned.kind,
      [
        #""administering_actor": 4"#: "supervisor_actor",
        #""supervisor_actor": 4"#: "administering_actor",
      ])
    + rows(
      IVPlaced.kind,
      [
        #""gauge": 9"#: "gauge", #""gauge": 31"#: "gauge", #""attempts": 51"#: "attempts",
        #""site": "a\nb""#: "site",
      ])
    + rows(
      MonitorApplied.kind,
      [
        "": "channels", #""channels": [0]"#: "channels", #""channels": [1, 3, 1]"#: "channels",
        #""channels": [6]"#: "channels",
      ])

  private static let infusion: [Row] =
    rows(
      InfusionStarted.kind,
      [
        #""planned_minutes": 45, "route": 1"#: "dose_mg",
        #""dose_mg": -36.3, "planned_minutes": 45, "route": 1"#: "dose_mg",
        #""dose_mg": 10000.5, "planned_minutes": 45, "route": 1"#: "dose_mg",
        #""dose_mg": "Infinity", "planned_minutes": 45, "route": 1"#: "dose_mg",
        #""dose_mg": 36.3, "route": 1"#: "planned_minutes",
        #""dose_mg": 36.3, "planned_minutes": 1441, "route": 1"#: "planned_minutes",
        #""dose_mg": 36.3, "planned_minutes": 45"#: "route",
        #""dose_mg": 36.3, "planned_minutes": 45, "route": 6"#: "route",
        #""dose_mg": 3, "planned_minutes": 4, "route": 1, "preflight": [{"verdict": "met"}]"#:
          "preflight.rule",
        #""dose_mg": 3, "planned_minutes": 4, "route": 1, "preflight": [{"rule": "S5"}]"#:
          "preflight.verdict",
      ])
    + rows(
      InfusionStopped.kind,
      [
        "": "cause", #""cause": 5"#: "cause", #""cause": 1, "given_mg": -1"#: "given_mg",
        #""cause": 1, "given_mg": 10001"#: "given_mg",
      ])

  private static let care: [Row] =
    rows(
      VitalsSampled.kind,
      [
        #""sample": {"pulse_bpm": 60}"#: "source", #""source": 3, "sample": {}"#: "source",
        #""source": 1"#: "sample", #""source": 1, "sample": {}"#: "sample",
        #""source": 1, "sample": {"spo2_percent": -1}"#: "sample.spo2_percent",
        #""source": 1, "sample": {"mean_mmhg": "NaN"}"#: "sample.mean_mmhg",
        #""source": 1, "sample": {"pulse_bpm": 60, "rhythm": 9}"#: "sample.rhythm",
      ])
    + rows(
      VitalsSampled.kind,
      [
        run(""): "run.offset_seconds", run(#""offset_seconds": [1]"#): "run.offset_seconds",
        run(#""offset_seconds": [0, 60, 60]"#): "run.offset_seconds",
        run(#""offset_seconds": [0, 60, 30]"#): "run.offset_seconds",
        run(#""offset_seconds": [0]"#): "run",
        run(#""offset_seconds": [0, 60], "pulse_bpm": {"rows": [0], "scaled": [60]}"#): "run",
        run(#""offset_seconds": [0, 60], "pulse_bpm": {"scaled": [60]}"#): "run.pulse_bpm.scaled",
        run(#""offset_seconds": [0], "pulse_bpm": {}"#): "run.pulse_bpm.scaled",
        run(#""offset_seconds": [0], "pulse_bpm": {"scaled": [6], "decimal_places": 7}"#):
          "run.pulse_bpm.decimal_places",
        run(#""offset_seconds": [0], "pulse_bpm": {"rows": [1], "scaled": [6]}"#):
          "run.pulse_bpm.rows",
        run(#""offset_seconds": [0, 1], "pulse_bpm": {"rows": [1, 0], "scaled": [6, 7]}"#):
          "run.pulse_bpm.rows",
        run(#""offset_seconds": [0, 1], "pulse_bpm": {"rows": [0, 0], "scaled": [6, 7]}"#):
          "run.pulse_bpm.rows",
      ])
    + rows(
      SideEffectNoted.kind,
      [
        #""severity": 1"#: "effect", #""effect": 1"#: "severity",
        #""effect": 1, "severity": 5"#: "severity", #""effect": 99, "severity": 1"#: "effect",
      ])
    + rows(SideEffectResolved.kind, ["": "effect"])
    + rows(
      AntiemeticGiven.kind,
      [
        #""dose_mg": 4, "route": 1"#: "drug", #""drug": 1, "route": 1"#: "dose_mg",
        #""drug": 1, "dose_mg": 4"#: "route", #""drug": 1, "dose_mg": -4, "route": 1"#: "dose_mg",
      ])
    + rows(
      OxygenGiven.kind,
      [
        #""flow_l_per_min": -0.5"#: "flow_l_per_min", #""flow_l_per_min": 201"#: "flow_l_per_min",
      ])
    + rows(
      RescueDrugGiven.kind,
      [
        #""dose_mg": 4, "route": 1"#: "drug", #""drug": 1, "route": 1"#: "dose_mg",
        #""drug": 1, "dose_mg": 4"#: "route",
      ])
    + rows(AdverseEventNoted.kind, ["": "severity", #""severity": 5"#: "severity"])
    + rows(Transferred.kind, [#""destination": "a\nb""#: "destination"])

  private static func run(_ fields: String) -> String { #""source": 2, "run": {\#(fields)}"# }

  private static let departure: [Row] =
    rows(InstructionsAcknowledged.kind, [#""form_version": "a\nb""#: "form_version"])
    + rows(
      Discharged.kind,
      [
        "": "destination", #""destination": 5"#: "destination",
        #""destination": 1, "driver": {}"#: "driver.name",
        #""destination": 2, "driver": {"name": "Maria"}"#: "driver",
        #""destination": 3, "driver_fit_to_drive": true"#: "driver",
      ])

  private static let house: [Row] =
    rows(
      StaffEnrolled.kind,
      [
        #""handle": "ada", "display_name": "Ada", "role": 1"#: "actor",
        #""actor": 1, "handle": "a", "display_name": "Ada", "role": 1"#: "handle",
        #""actor": 1, "handle": "Ada", "display_name": "Ada", "role": 1"#: "handle",
        #""actor": 1, "handle": "a b", "display_name": "Ada", "role": 1"#: "handle",
        #""actor": 1, "handle": "ada", "role": 1"#: "display_name",
        #""actor": 1, "handle": "ada", "display_name": "Ada""#: "role",
        #""actor": 1, "handle": "ada", "display_name": "Ada", "role": 12"#: "role",
      ])
    + rows(
      StaffCredentialed.kind,
      [
        dates("2026-01-01", "2026-12-31", actor: 0): "actor",
        #""actor": 1, "valid_from": "2026-01-01", "valid_until": "2026-12-31""#: "specialty",
        dates("2026-02-30", "2026-12-31"): "valid_from",
        dates("2026-01-01", "2026-13-01"): "valid_until",
        dates("2026-01-02", "2026-01-01"): "valid_until", dates("", "2026-01-01"): "valid_from",
      ])
    + rows(
      PolicyAdopted.kind,
      [
        #""version": 1, "document": "e30=""#: "name",
        #""name": "a", "document": "e30=""#: "version",
        #""name": "a", "version": 1"#: "document",
      ])

  private static let look = #""look": {"scope": 1, "answer": 1}"#
  private static let host = #""host": "desk-2""#

  private static let door: [Row] =
    rows(StaffSuspended.kind, [#""actor": 1"#: "cause", #""cause": 1"#: "actor"])
    + rows(StaffReinstated.kind, ["": "actor"]) + rows(StaffDeparted.kind, ["": "actor"])
    + rows(StaffKeyReplaced.kind, [#""actor": 1"#: "cause", #""cause": 1"#: "actor"])
    + rows(
      DeviceAssigned.kind,
      [
        #""actor": 1, "visit_number": 1, "data_key_number": 1"#: "chart",
        #""actor": 1, "chart": "\#(chartID)", "data_key_number": 1"#: "visit_number",
        #""actor": 1, "chart": "\#(chartID)", "visit_number": 1"#: "data_key_number",
        #""actor": 1, "chart": "AAAAAAAAAAAAAAAAAAAAAA==", "visit_number": 1"#: "chart",
      ]) + rows(DeviceReleased.kind, ["": "actor"])
    + rows(
      SignInRefused.kind, [#""actor": 1, \#(host)"#: "cause", #""actor": 1, "cause": 1"#: "host"])
    + rows(
      ActRefused.kind,
      [
        #""actor": 1, "cause": 1, \#(host)"#: "act",
        #""actor": 1, "act": "timeline", \#(host)"#: "cause",
        #""actor": 1, "act": "timeline", "cause": 1, "chart": "AAAA", \#(host)"#: "chart",
        #""actor": 1, "act": "timeline", "cause": 1"#: "host",
      ])
    + rows(BackupTaken.kind, ["": "root"]) + rows(LedgerRestored.kind, [#""root": "AAAA""#: "root"])
    + rows(LedgerVerified.kind, ["": "root"]) + rows(TablesMended.kind, ["": "root"])
    + rows(CheckpointGivenUp.kind, ["": "root"])
    + rows(CheckpointContradicted.kind, ["": "root"])
    + rows(ChartErasureIntended.kind, ["": "ground"])
    + rows(AccessSpoolDamaged.kind, ["": "byte_count", #""byte_count": 3"#: "digest"])

  private static let chartID = "q6urq6urq6urq6urq6urqw=="

  private static let looks: [Row] =
    rows(
      Viewed.kind,
      [
        "": "look.scope", #""look": {"scope": 1}"#: "look.answer",
        #""look": {"scope": 2, "answer": 1}"#: "look.visit_number",
      ]) + rows(Searched.kind, ["": "listed_count"])
    + rows(
      EmergencyAccessOpened.kind,
      [
        #""reason": "x", \#(host)"#: "look.scope", #"\#(look), \#(host)"#: "reason",
        #"\#(look), "reason": " ", \#(host)"#: "reason", #"\#(look), "reason": "x""#: "host",
      ])
    + rows(EmergencyAccessReviewed.kind, [#""note": "x""#: "outcome"])
    + rows(
      DrugWasted.kind,
      [
        #""amount_mg": 1, "cause": 1"#: "drug", #""drug": 1, "cause": 1"#: "amount_mg",
        #""drug": 1, "amount_mg": -1, "cause": 1"#: "amount_mg",
        #""drug": 1, "amount_mg": 1"#: "cause",
      ])

  private static func dates(_ from: String, _ until: String, actor: Int = 1) -> String {
    #""actor": \#(actor), "specialty": 1, "valid_from": "\#(from)", "valid_until": "\#(until)""#
  }

  /// The edges of what may be true, and what only policy has a view on.
  static let taken: [Row] =
    rows(
      IntakeReceived.kind,
      [
        #""record_number": "abcXYZ-0123456789-20", \#(who)"#: "",
        #""record_number": "7", \#(who)"#: "",
      ])
    + rows(MedicationListReviewed.kind, [#""none_taken": true"#: ""])
    + rows(
      ConsentSigned.kind,
      [#""form_version": "2", \#(digest), "signer": 2, "representative_name": "Bo""#: ""])
    + rows(
      DeviationExplained.kind,
      [
        #""about_position": 0, "reason": "x""#: "",
        #""about_append_index": 0, "reason": "x", "rules": ["S1", "S9999"]"#: "",
      ])
    + rows(IdentityConfirmed.kind, [#""identifiers": [1]"#: ""])
    + rows(Weighed.kind, [#""weight_kg": 0.5"#: "", #""weight_kg": 1000"#: ""])
    + rows(FastingChecked.kind, [#""intakes": [{"item": 6}]"#: ""])
    + rows(IVPlaced.kind, ["": "", #""gauge": 10"#: "", #""gauge": 30, "attempts": 50"#: ""])
    + rows(
      InfusionStarted.kind,
      [
        #""dose_mg": 10000, "planned_minutes": 1440, "route": 2"#: "",
        #""dose_mg": 0.001, "planned_minutes": 1, "route": 5"#: "",
      ])
    + rows(InfusionStopped.kind, [#""cause": 3"#: "", #""cause": 3, "given_mg": 0"#: ""])
    + rows(
      VitalsSampled.kind,
      [
        #""source": 2, "sample": {"heart_rate_bpm": 0}"#: "",
        #""source": 1, "sample": {"systolic_mmhg": 60, "diastolic_mmhg": 400}"#: "",
        #""source": 1, "sample": {"rhythm": 1}"#: "",
        #""source": 1, "sample": {"sedation_rass": -9}"#: "",
      ]) + rows(OxygenGiven.kind, ["": ""])
    + rows(AdverseEventNoted.kind, [#""severity": 4"#: ""]) + rows(Transferred.kind, ["": ""])
    + rows(InstructionsAcknowledged.kind, ["": ""])
    + rows(Discharged.kind, [#""destination": 1"#: "", #""destination": 3"#: ""])
    + rows(
      StaffEnrolled.kind,
      [
        #""actor": 1, "handle": "a.", "display_name": "A", "role": 10"#: "",
        #""actor": 9, "handle": "abcdefghijklmnopqrstuvwxyz-01234", "display_name": "A", "role":9"#:
          "",
      ]) + rows(StaffCredentialed.kind, [dates("2026-01-01", "2026-01-01"): ""])
}
