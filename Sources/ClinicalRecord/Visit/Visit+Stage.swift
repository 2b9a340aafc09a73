extension Visit.Stage {
  /// As it follows "while": "the infusion is running".
  public var words: String {
    switch self {
    case .notArrived: "the patient has not arrived"
    case .arrived: "the infusion has not started"
    case .infusing: "the infusion is running"
    case .paused: "the infusion is paused"
    case .recovering: "the infusion has stopped"
    case .ended: "the visit has ended"
    }
  }
}
