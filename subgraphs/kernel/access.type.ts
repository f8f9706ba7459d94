import { Directive, Field, ObjectType, registerEnumType } from "type-graphql";
import { PERSONAL } from "./disclosure/personal";
import type { Decision } from "./policy/decide";
import { DENIALS, LEGAL_BASES, type Denial, type LegalBasis } from "./policy/vocabulary";
import { DateTimeScalar } from "./scalars";

const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((v) => [v, v])) as Record<T, T>;

export const AccessDenial = enumOf(DENIALS);
registerEnumType(AccessDenial, {
  name: "AccessDenial",
  description: "Why data is not shown. The answer is complete: a gap always says why it is a gap.",
  valuesConfig: {
    CONSENT_REQUIRED: { description: "The person has not agreed, or no longer agrees, that you see this category." },
    NOT_YOUR_CASE: {
      description: "The person is not in your care: no open or recent referral, not your centre, no open request.",
    },
    CONFIDENTIAL: {
      description: "A confidential service. The answer is the same whether or not the person is known there.",
    },
    ROLE_NOT_ALLOWED: { description: "Your role never sees this category." },
    PURPOSE_NOT_ALLOWED: { description: "This category is not shown for the purpose of use you stated." },
    EMERGENCY_REQUIRED: {
      description: "For the purpose EMERGENCY this category must be opened first, with a written reason, and is not.",
    },
    RESTRICTED: {
      description:
        "The person had the processing of their data restricted, or objects to it (περιορισμός της επεξεργασίας, GDPR " +
        "art. 18 and 21), and has not agreed since that you see this category.",
    },
  },
});

export const AccessBasis = enumOf(LEGAL_BASES);
registerEnumType(AccessBasis, {
  name: "AccessBasis",
  description: "The legal basis on which data is shown (GDPR art. 6 and 9).",
  valuesConfig: {
    CONSENT: { description: "The person agreed (συγκατάθεση), GDPR art. 6(1)(a) and 9(2)(a)." },
    PUBLIC_TASK: { description: "A task of the public interest given by law, GDPR art. 6(1)(e) and 9(2)(b)." },
    LEGAL_OBLIGATION: { description: "The law demands it, GDPR art. 6(1)(c)." },
    VITAL_INTERESTS: { description: "To protect a life, GDPR art. 6(1)(d) and 9(2)(c)." },
  },
});

@Directive("@shareable")
@Directive(PERSONAL)
@ObjectType({ description: "Whether you may see a file, and why or why not." })
export class Access {
  @Field({ description: "True when the file's content is shown to you." })
  granted!: boolean;

  @Field(() => AccessDenial, { nullable: true, description: "Why the content is not shown; null when it is." })
  reason!: Denial | null;

  @Field(() => AccessBasis, { nullable: true, description: "Legal basis on which it is shown; null when it is not." })
  basis!: LegalBasis | null;

  @Field(() => DateTimeScalar, { description: "When this was decided. A consent withdrawn later ends it." })
  asOf!: Date;
}

export const toAccess = (decision: Decision, asOf: Date): Access => ({
  granted: decision.granted,
  reason: decision.granted ? null : decision.reason,
  basis: decision.granted ? decision.basis : null,
  asOf,
});
