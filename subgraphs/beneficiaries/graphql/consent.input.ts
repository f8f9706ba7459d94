import { Field, ID, InputType } from "type-graphql";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { DataCategory, PurposeOfUse } from "../../kernel/policy-words.enum";
import type { Category } from "../../kernel/policy/vocabulary";
import { DateScalar } from "../../kernel/scalars";
import { KEY_PROMISE } from "../../kernel/key-promise";
import { ConsentHow } from "./consent.enum";

@InputType({
  description: "Who speaks for somebody under judicial support (δικαστική συμπαράσταση; Civil Code art. 1666).",
})
export class SupporterInput {
  @Field({ description: "Name of the court-appointed supporter (δικαστικός συμπαραστάτης), at most 200 characters." })
  name!: string;

  @Field({ description: "The decision that appointed them: court, number and year; at most 200 characters." })
  courtDecision!: string;
}

@InputType({
  description: "The guardian a court appointed to a child without parents here (επίτροπος; law 4960/2022).",
})
export class AppointedGuardianInput {
  @Field({ description: "Name of the guardian, at most 200 characters." })
  name!: string;

  @Field({ description: "The decision that appointed them: court, number and year; at most 200 characters." })
  courtDecision!: string;
}

@InputType({ description: "What a person is asked to agree to." })
export class ConsentFormInput {
  @Field(() => ID, { description: "The person." })
  beneficiaryId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "The organisation that may see: your centre, or an agency that gives no confidential service (there name the " +
      "domain). Either this or recipientDomain.",
  })
  recipientId?: string | null;

  @Field(() => NeedDomain, {
    nullable: true,
    description: "All services of this domain may see, as far as the person is referred to them.",
  })
  recipientDomain?: NeedDomain | null;

  @Field(() => [DataCategory], {
    description: "What it may see; each category once, MENTAL_HEALTH and SAFETY each alone.",
  })
  categories!: Category[];

  @Field(() => PurposeOfUse, { defaultValue: PurposeOfUse.CARE, description: "What for." })
  purpose!: string;

  @Field(() => DateScalar, { description: "Last day, in Greece; at most 24 months from today." })
  until!: string;

  @Field(() => ID, { nullable: true, description: "For somebody under 15: the parent of the household who consents." })
  guardianId?: string | null;

  @Field(() => AppointedGuardianInput, {
    nullable: true,
    description: "For somebody under 15 without parents here, such as an unaccompanied minor: who consents.",
  })
  appointedGuardian?: AppointedGuardianInput | null;

  @Field(() => SupporterInput, { nullable: true, description: "For somebody under judicial support: who consents." })
  supporter?: SupporterInput | null;
}

@InputType({ description: "The printed form that was signed, as consentForm gave it." })
export class SignedFormInput {
  @Field({ description: "Its version." })
  version!: string;

  @Field({ description: "Its hash: it must be the form of exactly this consent." })
  hash!: string;

  @Field(() => DateScalar, { description: "The day it was signed; at most 90 days ago." })
  signedOn!: string;
}

@InputType({ description: "A consent as the person gave it." })
export class GrantConsentInput extends ConsentFormInput {
  @Field(() => ConsentHow, { description: "How it was given." })
  how!: string;

  @Field(() => String, {
    nullable: true,
    description: "Who was present at a spoken consent; at most 200 characters. Required there, and only there.",
  })
  witness?: string | null;

  @Field(() => SignedFormInput, {
    nullable: true,
    description: "The form that was signed; leave out when it was another paper.",
  })
  form?: SignedFormInput | null;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}

@InputType({ description: "A consent to withdraw." })
export class WithdrawConsentInput {
  @Field(() => ID, { description: "The consent." })
  consentId!: string;

  @Field(() => String, { nullable: true, description: KEY_PROMISE })
  idempotencyKey?: string | null;
}
