import { registerEnumType } from "type-graphql";
import { LANGUAGES, type Language as LanguageWord } from "../domain/access-log.sentences";

const enumOf = <T extends string>(values: readonly T[]) =>
  Object.fromEntries(values.map((value) => [value, value])) as Record<T, T>;

export const OperationKind = enumOf(["QUERY", "MUTATION", "SUBSCRIPTION"] as const);
registerEnumType(OperationKind, {
  name: "OperationKind",
  description: "What kind of operation it was.",
  valuesConfig: {
    QUERY: { description: "Something was asked (ερώτημα)." },
    MUTATION: { description: "Something was changed (μεταβολή)." },
    SUBSCRIPTION: { description: "Something was followed as it happened (παρακολούθηση)." },
  },
});

export const AccessOutcome = enumOf(["ANSWERED", "REFUSED"] as const);
registerEnumType(AccessOutcome, {
  name: "AccessOutcome",
  description: "How an operation ended for the viewer.",
  valuesConfig: {
    ANSWERED: { description: "Something was shown or done, or nobody was concerned (απαντήθηκε)." },
    REFUSED: { description: "Nothing was granted, and something was not (απορρίφθηκε)." },
  },
});

export const UnusualKind = enumOf([
  "MANY_PEOPLE",
  "OUTSIDE_OWN_CARE",
  "REFUSED_AGAIN_AND_AGAIN",
  "EMERGENCY_USE",
] as const);
registerEnumType(UnusualKind, {
  name: "UnusualAccessKind",
  description: "Why a second look is due.",
  valuesConfig: {
    MANY_PEOPLE: { description: "Many people in little time (πολλά πρόσωπα σε λίγη ώρα)." },
    OUTSIDE_OWN_CARE: {
      description:
        "People who were not in the worker's care, asked for in vain or opened in an emergency (εκτός αρμοδιότητας).",
    },
    REFUSED_AGAIN_AND_AGAIN: {
      description: "Operations that were refused whole, again and again (επανειλημμένες αρνήσεις).",
    },
    EMERGENCY_USE: { description: "Use of an emergency access (έκτακτη πρόσβαση)." },
  },
});

export const LogVerb = enumOf(["SAW", "RECORDED", "WAS_REFUSED"] as const);
registerEnumType(LogVerb, {
  name: "AccessLogVerb",
  description: "What somebody did with data of a person.",
  valuesConfig: {
    SAW: { description: "It was shown to them (είδε)." },
    RECORDED: { description: "They wrote or changed it (κατέγραψε)." },
    WAS_REFUSED: { description: "They asked for it and it was not shown (απορρίφθηκε)." },
  },
});

export const Language: Record<LanguageWord, LanguageWord> = enumOf(LANGUAGES);
registerEnumType(Language, {
  name: "AccessLogLanguage",
  description: "In which language the log tells.",
  valuesConfig: {
    GREEK: { description: "Greek (ελληνικά)." },
    ENGLISH: { description: "English (αγγλικά)." },
  },
});
