import { AGENCIES } from "../../../subgraphs/agencies/data/reference/agencies";
import { listDirectoryServices, toAgencyImports } from "./agencies";
import { PLACEMENTS } from "./agency-placement";

const options = { seed: "test", asOf: new Date("2026-03-29T12:00:00Z") };

describe("the synthetic part of the directory", () => {
  const sitesNow = () => toAgencyImports(options).flatMap((agency) => agency.sites);

  it("is the same for the same seed and day, but for how hidden sites are reached", () => {
    const known = () =>
      toAgencyImports(options).map((agency) => ({
        ...agency,
        sites: agency.sites.filter(({ confidential }) => !confidential),
      }));
    expect(known()).toEqual(known());
  });

  it("gives every hidden site an address and a telephone of its own that nobody can guess", () => {
    const reachedBy = (confidential: boolean) =>
      sitesNow()
        .filter((site) => site.confidential === confidential)
        .flatMap(({ phones, address }) => [...phones, address!]);
    const hidden = reachedBy(true);
    expect(hidden.length).toBeGreaterThan(4);
    expect(new Set(hidden).size).toBe(hidden.length);
    expect([...reachedBy(false), ...reachedBy(true)].filter((one) => hidden.includes(one))).toEqual([]);
  });

  it("gives every agency a place and every service a site", () => {
    expect(Object.keys(PLACEMENTS).toSorted()).toEqual(AGENCIES.map(({ key }) => key).toSorted());
    const services = toAgencyImports(options).flatMap((agency) => agency.services);
    expect(services.map(({ id }) => id).toSorted()).toEqual(
      listDirectoryServices()
        .map(({ id }) => id)
        .toSorted(),
    );
    expect(services.filter(({ siteIds }) => siteIds.length === 0)).toEqual([]);
  });

  it("marks every site it makes up as synthetic", () => {
    const sites = toAgencyImports(options).flatMap((agency) => agency.sites);
    expect(sites.every(({ synthetic, nameEl }) => synthetic && nameEl.endsWith("(συνθετικό)"))).toBe(true);
  });

  it("says nothing of free places in a closed service, nor anything from the future", () => {
    const services = toAgencyImports(options).flatMap((agency) => agency.services);
    const closed = services.filter(({ status }) => status !== "ACTIVE");
    expect(closed.map(({ status }) => status).toSorted()).toEqual([
      "DEFUNCT",
      "TEMPORARILY_CLOSED",
      "TEMPORARILY_CLOSED",
    ]);
    expect(closed.flatMap(({ capacity }) => capacity)).toEqual([]);
    expect(services.flatMap(({ capacity }) => capacity).every(({ updatedAt }) => updatedAt <= options.asOf)).toBe(true);
  });
});
