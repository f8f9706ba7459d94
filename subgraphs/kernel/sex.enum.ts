import { registerEnumType } from "type-graphql";

export const SEXES = ["FEMALE", "MALE", "OTHER", "UNKNOWN"] as const;
export type SexWord = (typeof SEXES)[number];

/** Published by several owners: an enum must say the same everywhere. */
export const Sex = Object.fromEntries(SEXES.map((word) => [word, word])) as Record<SexWord, SexWord>;
registerEnumType(Sex, {
  name: "Sex",
  description: "Administrative sex (φύλο).",
  valuesConfig: {
    FEMALE: { description: "Woman or girl (γυναίκα)." },
    MALE: { description: "Man or boy (άνδρας)." },
    OTHER: { description: "Other (άλλο)." },
    UNKNOWN: { description: "Not stated (άγνωστο)." },
  },
});
