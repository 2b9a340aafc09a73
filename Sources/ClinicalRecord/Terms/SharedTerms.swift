// The words of the terms that more than one event uses (`terms.proto`, and the enumerations at the
// top level of the other schemas). An event's own terms have theirs in the event's file.

extension Role: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .administrator: "administrator"
    case .physician: "physician"
    case .prescriber: "prescriber"
    case .nurse: "nurse"
    case .medicalAssistant: "medical assistant"
    case .frontDesk: "front desk"
    case .pharmacist: "pharmacist"
    case .complianceOfficer: "compliance officer"
    case .auditor: "auditor"
    case .device: "device"
    case .program: "program"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }

  /// "a nurse", "the front desk".
  var withArticle: String {
    switch self {
    case .administrator, .auditor: "an \(words)"
    case .frontDesk, .program: "the \(words)"
    default: "a \(words)"
    }
  }
}

extension Indication: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .depression: "depression"
    case .anxiety: "anxiety"
    case .ptsd: "PTSD"
    case .bipolar: "bipolar disorder"
    case .otherPsychiatric: "another psychiatric condition"
    case .chronicPain: "chronic pain"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}

extension Route: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .intravenous: "IV"
    case .oral: "oral"
    case .sublingual: "sublingual"
    case .intranasal: "intranasal"
    case .intramuscular: "intramuscular"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}

extension Specialty: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .primaryCare: "primary care"
    case .emergencyMedicine: "emergency medicine"
    case .anesthesiology: "anesthesiology"
    case .psychiatry: "psychiatry"
    case .other: "another specialty"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}

extension HeartRhythm: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .sinus: "sinus rhythm"
    case .sinusTachycardia: "sinus tachycardia"
    case .sinusBradycardia: "sinus bradycardia"
    case .atrialFibrillation: "atrial fibrillation"
    case .other: "another rhythm"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}

extension SideEffect: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .nausea: "nausea"
    case .mildHallucinations: "mild hallucinations"
    case .dizziness: "dizziness"
    case .dissociation: "dissociation"
    case .headache: "headache"
    case .blurredVision: "blurred vision"
    case .hypertension: "hypertension"
    case .other: "another side effect"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}

extension TimePrecision: ClinicalTerm {
  public var ownWords: String {
    switch self {
    case .day: "day"
    case .minute: "minute"
    case .second: "second"
    case .millisecond: "millisecond"
    case .microsecond: "microsecond"
    case .unspecified, .UNRECOGNIZED: ""
    }
  }
}
