import { athensDayIn } from "../../subgraphs/kernel/athens";
import type { Answer, Ask } from "./hub";
import { operationOf } from "./operations";
import { agencyId, serviceId } from "./people";

/** What is done at the desk of a centre and of an agency, with the operations their dashboards send. */
export const REGISTER = operationOf("RegisterAndRefer", "RegisterBeneficiary");
export const ADD_NEED = operationOf("RegisterAndRefer", "AddNeed");
export const GRANT = operationOf("RegisterAndRefer", "GrantConsent");
export const WITHDRAW = operationOf("RegisterAndRefer", "WithdrawConsent");
export const REFER = operationOf("RegisterAndRefer", "Refer");
export const ANSWER = operationOf("RegisterAndRefer", "AnswerReferral");
export const STEER = operationOf("RegisterAndRefer", "SteerReferral");

export const TRAINING = serviceId("oaed/oaed-training");
export const HOSTEL = serviceId("md-homeless-hostels/homeless-hostel");

type Fields = Record<string, unknown>;

/** Somebody without any number; `fields` says what is known beyond a name. */
export const somebody = (fields: Fields = {}): Fields => ({
  givenName: "Ελένη",
  surname: "Δοκιμίδου",
  sex: "FEMALE",
  visit: { channel: "CENTRE" },
  ...fields,
});

/** The day in Greece, `days` from today. */
export const dayIn = (days: number): string => athensDayIn(days, new Date());

/** The data of an answer that was not refused. Throws what it was refused with. */
export function accepted({ data, errors }: Answer): Answer["data"] {
  if (errors) throw new Error(`refused: ${JSON.stringify(errors)}`);
  return data;
}

export const register = async (ask: Ask, fields: Fields = {}): Promise<string> =>
  accepted(await ask(REGISTER, { input: somebody(fields) })).registerBeneficiary.beneficiary.id;

export const refer = async (ask: Ask, beneficiaryId: string, fields: Fields = {}): Promise<string> =>
  accepted(await ask(REFER, { input: { beneficiaryId, serviceId: TRAINING, ...fields } })).refer.referral.id;

/** A consent to the centre of Paionia, for half a year. */
export const consent = (beneficiaryId: string, categories: readonly string[], fields: Fields = {}): Fields => ({
  beneficiaryId,
  recipientId: agencyId("cc-paionia"),
  categories,
  until: dayIn(180),
  how: "WRITTEN",
  ...fields,
});

export const answer = (ask: Ask, referralId: string, command: string, fields: Fields = {}): Promise<Answer> =>
  ask(ANSWER, { input: { referralId, answer: command, ...fields } });

export const steer = (ask: Ask, referralId: string, command: string, fields: Fields = {}): Promise<Answer> =>
  ask(STEER, { input: { referralId, command, ...fields } });
