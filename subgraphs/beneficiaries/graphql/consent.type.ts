import { Directive, Field, ID, ObjectType } from "type-graphql";
import { PERSONAL } from "../../kernel/disclosure/personal";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { connectionOf } from "../../kernel/paging/connection.type";
import { DataCategory, PurposeOfUse } from "../../kernel/policy-words.enum";
import type { Category } from "../../kernel/policy/vocabulary";
import { DateScalar, DateTimeScalar } from "../../kernel/scalars";
import type { ConsentRecord } from "../data/consent.repository";
import { ConsentEventKind, ConsentGivenBy, ConsentHow, ConsentState } from "./consent.enum";
import { Agency } from "./directory.reference";

@Directive(PERSONAL)
@ObjectType({ description: "Something that happened to a consent. The ledger only grows: entries are never changed." })
export class ConsentEvent {
  @Field(() => ConsentEventKind, { description: "What happened." })
  kind!: string;

  @Field(() => DateTimeScalar, { description: "When." })
  at!: Date;

  @Field(() => ID, { nullable: true, description: "The worker who recorded it; null when the clock did." })
  actorId!: string | null;

  @Field(() => Agency, { nullable: true, description: "The organisation that recorded it; null when the clock did." })
  actorOrganisation!: Agency | null;

  @Field(() => ID, { nullable: true, description: "The consent that took its place, where one did." })
  successorId!: string | null;
}

export const ConsentEventConnection = connectionOf(() => ConsentEvent, "ConsentEvent", "events of a consent", PERSONAL);

@Directive(PERSONAL)
@ObjectType({ description: "A consent form to print and have signed (έντυπο συγκατάθεσης)." })
export class ConsentForm {
  @Field({ description: "A page of HTML, complete in itself, in Greek, for A4. Treat it as a personal document." })
  html!: string;

  @Field({ description: "Version of its text." })
  version!: string;

  @Field({ description: "SHA-256 of the HTML, hexadecimal: give it back when the signed form is recorded." })
  hash!: string;
}

@Directive(PERSONAL)
@ObjectType({ description: "The form that was signed (έντυπο συγκατάθεσης)." })
export class SignedForm {
  @Field({ description: "Version of its text." })
  version!: string;

  @Field({ description: "SHA-256 of the form as it was shown, hexadecimal." })
  hash!: string;

  @Field(() => DateScalar, { description: "The day it was signed." })
  signedOn!: string;
}

@Directive(PERSONAL)
@ObjectType({ description: "A consent as it was given; it is never changed, only withdrawn (συγκατάθεση)." })
export class Consent {
  @Field(() => ID, { description: "Id of the consent (UUIDv7)." })
  id!: string;

  @Field(() => Agency, { nullable: true, description: "Who may see; null when it names all services of a domain." })
  recipient!: Agency | null;

  @Field(() => NeedDomain, {
    nullable: true,
    description:
      "Whose services may see: each organisation the person was referred to for a service of this domain, as long as " +
      "that referral gives it the person. Null when it names one organisation.",
  })
  recipientDomain!: string | null;

  @Field(() => [DataCategory], { description: "What they may see." })
  categories!: Category[];

  @Field(() => PurposeOfUse, { description: "What for." })
  purpose!: string;

  @Field(() => DateTimeScalar, { description: "From when." })
  from!: Date;

  @Field(() => DateTimeScalar, { description: "Until when; withdrawn earlier, it ended then." })
  until!: Date;

  @Field(() => ConsentHow, { description: "How it was given." })
  how!: string;

  @Field(() => String, { nullable: true, description: "Who was present when it was spoken." })
  witness!: string | null;

  @Field(() => ConsentGivenBy, { description: "Who gave it." })
  givenBy!: string;

  @Field(() => ID, { nullable: true, description: "The guardian who gave it, where one did." })
  guardianId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The supporter or guardian appointed by a court who gave it, where one did.",
  })
  supporter!: string | null;

  @Field(() => String, { nullable: true, description: "The court decision that appointed them." })
  courtDecision!: string | null;

  @Field(() => SignedForm, { nullable: true, description: "The form that was signed; null when it was none of ours." })
  form!: SignedForm | null;

  @Field(() => ConsentState, { description: "Where it stands now." })
  state!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "When it was withdrawn; null when it was not." })
  withdrawnAt!: Date | null;

  @Field({ description: "True when it holds now: begun, not ended, not withdrawn." })
  inForce!: boolean;

  /** Leads to the history; not in the schema. */
  record!: ConsentRecord;
}
