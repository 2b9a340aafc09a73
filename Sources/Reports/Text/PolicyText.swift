public import Clinic
internal import ClinicalRecord
internal import Compliance

/// The clinic's policy for a person: what is in force, and what another document would change.
public enum PolicyText {
  /// Name, version, since when, and every key with its value; ends in a newline.
  public static func render(_ inForce: PolicyInForce, style: TextStyle) -> String {
    let policy = inForce.policy
    let by = inForce.by.map { ", adopted by \($0.displayNameOrHandle)" } ?? ""
    var text = style.bold("\(policy.name), version \(policy.version)") + "\n"
    for line in style.wrap(policy.description, columns: style.width - 2) { text += "  \(line)\n" }
    text +=
      style.dim(
        "  in force since entry #\(inForce.position), recorded "
          + TimeText.dateAndClock(inForce.recorded) + by) + "\n\n"
    var table = TextTable(["key", "value"])
    for key in inForce.keys {
      table.add([key.name, value(of: key, inForce) + (key.isAssumed ? " (assumed)" : "")])
    }
    text += table.render(style)
    return text
      + "\nAssumed: a general clinical default, and no statement of the clinic.\n"
  }

  /// What would change; ends in a newline.
  public static func render(_ check: PolicyCheck, style: TextStyle) -> String {
    let (new, old) = (check.policy, check.inForce.policy)
    var text =
      style.bold("\(new.name), version \(new.version)") + ": a policy that reads whole\n"
      + "In force is \(old.name), version \(old.version) (entry #\(check.inForce.position)).\n"
    if check.differences.isEmpty {
      text += "It changes no key.\n"
    } else {
      var table = TextTable(["key", "in force", "this file"])
      for change in check.differences {
        table.add([
          change.name, change.before ?? "not stated", change.after ?? "not stated",
        ])
      }
      text += "It changes:\n" + table.render(style)
    }
    if new.timeZone == nil, let zone = check.inForce.timeZone {
      text += "It names no time zone: the clinic's stays \(zone).\n"
    }
    if let obstacle = check.obstacle {
      text += style.red("It cannot be adopted as it is: \(obstacle.description).") + "\n"
    } else {
      text += "An administrator adopts it with candor policy adopt.\n"
    }
    return text
  }

  private static func value(of key: PolicyKey, _ inForce: PolicyInForce) -> String {
    if let value = key.value { return value }
    if key.name == "timeZone", let zone = inForce.timeZone {
      return "\(zone), of an earlier policy"
    }
    return "not stated"
  }
}
