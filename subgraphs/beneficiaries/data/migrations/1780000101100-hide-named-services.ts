import type { MigrationInterface, QueryRunner } from "typeorm";
import { CENTRE, ROLE, tearDown, wallOff } from "../../../kernel/database/wall";
import { namesUnknown, POLICIES, POLICIES_KNOWING, walledViews, type Conditions } from "../walled.views";
import { consents, HEEDED } from "./1780000091800-heed-restrictions";
import { informed, recipientsOf } from "./1780000091830-tell-recipients";

/**
 * A consent that names a confidential service tells of it as a referral there would (rule 5), whether or not there is
 * one. The walls know from the directory which these are; until it was heard, whoever is named counts as one.
 */
export class HideNamedServices1780000101100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(KNOWN);
    await runner.query(wallOff({ app: APP, table: "known_agency", read: ASKED, write: MET, change: HEARD }));
    await this.stand(runner, POLICIES_KNOWING, {
      consent: ` or ${namesUnknown("consent.recipient_id")}`,
      recipient: ` or ${namesUnknown("k.recipient_id")}`,
      told: ` and not (${namesUnknown("n.recipient_organisation_id")} and not exists (select from referral r
        where r.beneficiary_id = n.beneficiary_id and r.agency_id = n.recipient_organisation_id
          and r.sent_at is not null and not r.confidential))`,
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.stand(runner, POLICIES, { consent: "", recipient: "", told: "" });
    await runner.query(tearDown("known_agency"));
    await runner.query("drop table known_agency");
  }

  private async stand(runner: QueryRunner, policies: Conditions, naming: Naming): Promise<void> {
    await runner.query(`create or replace view wall_consent as ${walledViews(policies)["wall_consent"]!}`);
    await runner.query(`alter policy reading on consent using (${consents(HEEDED.walled, naming.consent)})`);
    await runner.query(`create or replace ${recipientsOf(naming.recipient)}`);
    await runner.query(`create or replace ${informed(naming.told)}`);
  }
}

/** What is said more of whom a consent names, in each place: nothing, before the walls knew. */
interface Naming {
  readonly consent: string;
  readonly recipient: string;
  readonly told: string;
}

const APP = "beneficiaries_app";

/** A centre is no confidential service, so that its people's consents to it stay where they are from the first moment. */
const KNOWN = `
  create table known_agency (
    id uuid constraint known_agency_pkey primary key,
    confidential boolean not null
  );
  insert into known_agency (id, confidential) select distinct centre_id, false from beneficiary;
  grant select, insert, update (confidential) on known_agency to ${APP}`;

/** The clock hears the directory; a centre asks, and adds only whom it may name. Nobody else needs to know. */
const HEARD = `${ROLE} = 'CLOCK'`;
const ASKED = `${HEARD} or ${CENTRE} is not null`;
const MET = `${HEARD} or ${CENTRE} is not null and not confidential`;
