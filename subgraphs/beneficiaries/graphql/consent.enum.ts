import { registerEnumType } from "type-graphql";
import type { HistoryKind } from "../domain/consent-history.rules";
import type { ConsentState as State } from "../domain/consent.rules";

const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((v) => [v, v])) as Record<T, T>;

export const ConsentHow = enumOf(["WRITTEN", "ORAL_WITNESSED", "ELECTRONIC"] as const);
registerEnumType(ConsentHow, {
  name: "ConsentHow",
  description: "How a consent was given.",
  valuesConfig: {
    WRITTEN: { description: "Signed on paper (έγγραφη)." },
    ORAL_WITNESSED: { description: "Spoken before a witness (προφορική ενώπιον μάρτυρα)." },
    ELECTRONIC: { description: "Through gov.gr (ηλεκτρονική)." },
  },
});

export const ConsentGivenBy = enumOf(["PERSON", "GUARDIAN", "SUPPORTER", "APPOINTED_GUARDIAN"] as const);
registerEnumType(ConsentGivenBy, {
  name: "ConsentGivenBy",
  description: "Who consented.",
  valuesConfig: {
    PERSON: { description: "The person (ο ίδιος)." },
    GUARDIAN: { description: "The guardian, for somebody under 15 (κηδεμόνας). Law 4624/2019 art. 21." },
    SUPPORTER: {
      description: "The supporter a court appointed (δικαστικός συμπαραστάτης). Civil Code art. 1666 and following.",
    },
    APPOINTED_GUARDIAN: {
      description:
        "The guardian a court appointed to somebody under 15 without parents here (επίτροπος). Civil Code art. 1589; law " +
        "4960/2022 for unaccompanied minors.",
    },
  },
});

export const ConsentState: Record<State, State> = enumOf(["IN_FORCE", "WITHDRAWN", "SUPERSEDED", "EXPIRED"] as const);
registerEnumType(ConsentState, {
  name: "ConsentState",
  description: "Where a consent stands.",
  valuesConfig: {
    IN_FORCE: { description: "It holds now (σε ισχύ)." },
    WITHDRAWN: { description: "It was withdrawn (ανακλήθηκε)." },
    SUPERSEDED: { description: "A later consent to the same recipient took its place (αντικαταστάθηκε)." },
    EXPIRED: { description: "Its last day is over (έληξε)." },
  },
});

export const ConsentEventKind: Record<HistoryKind, HistoryKind> = enumOf([
  "GRANTED",
  "WITHDRAWN",
  "SUPERSEDED",
  "EXPIRED",
] as const);
registerEnumType(ConsentEventKind, {
  name: "ConsentEventKind",
  description: "What happened to a consent.",
  valuesConfig: {
    GRANTED: { description: "It was given (δόθηκε)." },
    WITHDRAWN: { description: "It was withdrawn (ανακλήθηκε)." },
    SUPERSEDED: { description: "A later one took its place (αντικαταστάθηκε)." },
    EXPIRED: { description: "Its last day was over: nobody did it, the clock did (έληξε)." },
  },
});
