import { checkStatusChange } from "./service-status.rules";
import { SERVICE_STATUSES } from "./vocabulary";

const TODAY = "2026-03-29";
const codeOf = (change: () => void): string | null => {
  try {
    change();
    return null;
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};

describe("opening and closing a service", () => {
  it.each(SERVICE_STATUSES.filter((status) => status !== "DEFUNCT"))(
    "a service that has ended never is %s",
    (status) => {
      expect(codeOf(() => checkStatusChange("DEFUNCT", { status, reopensOn: null }, TODAY))).toBe("ILLEGAL_TRANSITION");
    },
  );

  it.each(SERVICE_STATUSES)("an open service can become %s", (status) => {
    expect(codeOf(() => checkStatusChange("ACTIVE", { status, reopensOn: null }, TODAY))).toBeNull();
  });

  it("only what is closed for a while has a day of reopening, and it is not in the past", () => {
    const change = (status: "ACTIVE" | "TEMPORARILY_CLOSED", reopensOn: string) =>
      codeOf(() => checkStatusChange("ACTIVE", { status, reopensOn }, TODAY));
    expect(change("TEMPORARILY_CLOSED", "2026-03-30")).toBeNull();
    expect(change("TEMPORARILY_CLOSED", TODAY)).toBe("BAD_USER_INPUT");
    expect(change("ACTIVE", "2026-03-30")).toBe("BAD_USER_INPUT");
  });
});
