import { accepted } from "./desk";
import type { Answer, Ask, TestHub } from "./hub";
import { operationOf } from "./operations";
import { asOwnerRole } from "./owner-role";

/** What is done in an emergency, and after it, with the operations the dashboards send. */
export const OPEN = operationOf("EmergencyAccess", "OpenEmergencyAccess");
export const END = operationOf("EmergencyAccess", "EndEmergencyAccess");
export const NOTICES = operationOf("Notices", "Notices");
export const MARK_READ = operationOf("Notices", "MarkNoticesRead");
export const QUEUE = operationOf("EmergencyAccess", "ReviewQueue");
export const REVIEW = operationOf("EmergencyAccess", "ReviewEmergency");

/** The same person, who states why they ask. */
export const stating =
  (ask: Ask, purpose: string): Ask =>
  (query, variables, headers) =>
    ask(query, variables, { "x-purpose-of-use": purpose, ...headers });

export const emergency = (fields: object) => ({
  reason: "Λιποθύμησε στην υποδοχή και δεν ανταποκρίνεται.",
  categories: ["CONTACT"],
  hours: 1,
  ...fields,
});

export const open = (ask: Ask, fields: object): Promise<Answer> =>
  stating(ask, "EMERGENCY")(OPEN, { input: emergency(fields) });

/** Opens and returns the id of the access. */
export const opened = async (ask: Ask, fields: object): Promise<string> =>
  accepted(await open(ask, fields)).openEmergencyAccess.emergencyAccess.id;

/** What only time can do: the hours of this access are over. */
export const letPass = (hub: TestHub, id: string) =>
  asOwnerRole(hub, "beneficiaries", (client) =>
    client.query(
      "update emergency_access set opened_at = opened_at - interval '4 hours', until_at = until_at - interval '4 hours' where id = $1",
      [id],
    ),
  );

/** Forgets the attempts of everybody, so that a test may make its own. */
export const forgetAttempts = (hub: TestHub) =>
  asOwnerRole(hub, "beneficiaries", (client) => client.query("delete from emergency_attempt"));
