import { useHub } from "../support/hub";
import { childrensCentre } from "./agency-desks/childrens-centre";
import { Desks } from "./agency-desks/desks";
import { employmentService } from "./agency-desks/employment-service";
import { heldPlaces } from "./agency-desks/held-places";
import { mentalHealth } from "./agency-desks/mental-health";
import { programmes } from "./agency-desks/programmes";

describe("at the desk of an agency", () => {
  const desks = new Desks(useHub());
  employmentService(desks);
  childrensCentre(desks);
  heldPlaces(desks);
  mentalHealth(desks);
  programmes(desks);
});
