/// How bad, from 1 to 4, as the schema's comment defines it.
enum Severity {
  static func words(_ severity: UInt32) -> String {
    switch severity {
    case 1: "mild"
    case 2: "moderate"
    case 3: "severe"
    case 4: "life-threatening"
    default: "severity \(severity)"
    }
  }
}
