import type { TestHub } from "./hub";
import { asOwnerRole } from "./owner-role";

/** What only time can do: the last day of this consent is over. */
export const letRunOut = (hub: TestHub, consentId: string) =>
  asOwnerRole(hub, "beneficiaries", (client) =>
    client.query(
      "update consent set from_at = now() - interval '2 hours', until_at = now() - interval '1 hour' where id = $1",
      [consentId],
    ),
  );
