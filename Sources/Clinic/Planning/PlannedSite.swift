internal import ClinicalRecord
internal import Compliance
internal import Ledger

// What is about the clinic itself, and no patient: its staff and its policy.

extension Planner {
  mutating func takeStaff(_ event: StaffEvent.OneOf_Event, occurred: ClinicalTime) throws {
    if let defect = StaffRules(staff: staffBefore, signers: signers).defect(of: event) {
      throw ClinicError.rejected(
        .outOfOrder(
          event: event.kind, stage: "actor \(plan.act.actor) signs", why: defect.why,
          next: defect.next))
    }
    let events = try rejecting { () throws(Rejection) in
      let events = try plan.site.staff.decide(event, occurred: occurred, by: plan.role)
      try event.statement.checkWhenRecorded(occurred: occurred)
      return events
    }
    for event in events {
      add(
        .staff(event), to: StreamKey(type: .staff, subject: .none, number: event.subjectActor),
        occurred: occurred)
    }
  }

  /// A document is adopted as it is, once; the next one of its name has a higher version.
  mutating func takePolicy(
    _ event: PolicyEvent.OneOf_Event, occurred: ClinicalTime
  ) throws {
    try event.kind.requireRole(plan.role)
    switch event {
    case .policyAdopted(let adopted):
      let policy: Policy
      do { policy = try Policy(json: [UInt8](adopted.document)) } catch {
        throw ClinicError.malformedPolicy("\(error)")
      }
      guard adopted.name == policy.name, adopted.version == policy.version else {
        throw ClinicError.malformedPolicy("its document is another than \(adopted.name)")
      }
      if let obstacle = plan.site.policies.obstacle(to: adopted) {
        throw ClinicError.rejected(obstacle)
      }
    case .drugBookOpened:
      throw ClinicError.notPermitted(
        act: "open the drug book by itself", role: plan.role,
        allowed: "whoever records the first delivery or opening inventory")
    }
    let events = try rejecting { () throws(Rejection) in
      try plan.site.policies.decide(event, occurred: occurred, by: plan.role)
    }
    for event in events {
      add(
        .policy(event), to: StreamKey(type: .policy, subject: .none, number: 0),
        occurred: occurred)
    }
  }
}
