import "reflect-metadata";
import { NeedDomain } from "../../kernel/need-domain.enum";
import { NEED_DOMAINS, OPEN_CATEGORIES } from "../domain/programme-category.rules";
import { PROGRAMMES } from "../data/reference/programmes";
import { AgencyKind } from "./agency-kind.enum";
import { EnrolmentCategory } from "./enrolment-file.type";

describe("the words of the schema", () => {
  it("name every domain of need", () => {
    expect(Object.keys(NeedDomain)).toEqual([...NEED_DOMAINS]);
  });

  it("can name every gap that may be named, and cannot name a confidential one", () => {
    expect(Object.keys(EnrolmentCategory).sort()).toEqual([...OPEN_CATEGORIES].sort());
  });

  it("name every kind of agency that runs a programme of the reference data", () => {
    expect(Object.keys(AgencyKind)).toEqual(expect.arrayContaining(PROGRAMMES.flatMap((p) => p.agencyKinds)));
  });
});
