import { registerEnumType } from "type-graphql";

export enum NeedDomain {
  FINANCIAL = "FINANCIAL",
  FOOD_AND_GOODS = "FOOD_AND_GOODS",
  HOUSING = "HOUSING",
  EMPLOYMENT = "EMPLOYMENT",
  EDUCATION = "EDUCATION",
  CHILDREN = "CHILDREN",
  ELDERLY_CARE = "ELDERLY_CARE",
  DISABILITY = "DISABILITY",
  MENTAL_HEALTH = "MENTAL_HEALTH",
  HEALTH = "HEALTH",
  SAFETY = "SAFETY",
  LEGAL = "LEGAL",
  INCLUSION = "INCLUSION",
}
registerEnumType(NeedDomain, {
  name: "NeedDomain",
  description: "What area of life a need, service or programme is about (πεδίο ανάγκης).",
  valuesConfig: {
    FINANCIAL: { description: "Income and debts (εισόδημα)." },
    FOOD_AND_GOODS: { description: "Food, clothing and other basic goods (βασικά αγαθά)." },
    HOUSING: { description: "A place to live (στέγαση)." },
    EMPLOYMENT: { description: "Work and vocational training (απασχόληση)." },
    EDUCATION: { description: "Learning, also of adults (εκπαίδευση)." },
    CHILDREN: { description: "Care and occupation of children (παιδιά)." },
    ELDERLY_CARE: { description: "Care of older people (φροντίδα ηλικιωμένων)." },
    DISABILITY: { description: "Life with a disability (αναπηρία)." },
    MENTAL_HEALTH: { description: "Mental health (ψυχική υγεία). Confidential." },
    HEALTH: { description: "Physical health (υγεία)." },
    SAFETY: { description: "Protection from violence (προστασία από βία). Confidential." },
    LEGAL: { description: "Legal information and papers (νομικά)." },
    INCLUSION: { description: "Inclusion in society: Roma, migrants, volunteering (κοινωνική ένταξη)." },
  },
});
