import { parse } from "graphql";
import { ClientNames } from "./client-names.js";
import { oneOperation } from "./selections.js";

const document = parse(`{ people { id__c: name ...More } ... on Query { people { home { city } filler } } }
  fragment More on Person { friends { name ...Even } } fragment Even on Person { age }`);
const nameOf = (planned: string) => (planned === "id__c" ? "id" : planned);
const names = new ClientNames({ ...oneOperation(document), nameOf });

describe("a path of the tree becomes one of the answer", () => {
  it("by the client's own names, wherever it selected the field", () => {
    expect(names.pathOf(["people", 0, "id__c"])).toEqual(["people", 0, "id"]);
    expect(names.pathOf(["people", 0, "home", "city"])).toEqual(["people", 0, "home", "city"]);
    expect(names.pathOf(["people", 1, "friends", 2, "age"])).toEqual(["people", 1, "friends", 2, "age"]);
  });

  it("cut where the client's selection ends: a key may be inaccessible", () => {
    expect(names.pathOf(["people", 0, "amka"])).toEqual(["people", 0]);
    expect(names.pathOf(["people", 0, "home", "zip", "x"])).toEqual(["people", 0, "home"]);
    expect(names.pathOf(["secret"])).toEqual([]);
  });
});
