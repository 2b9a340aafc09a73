/// The act that makes a rule due.
public enum Act: String, CaseIterable, Hashable, Sendable {
  case scheduling
  case start
  case stop
  case discharge
}
