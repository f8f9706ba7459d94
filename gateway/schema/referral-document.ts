import { CONSEQUENCES } from "../../subgraphs/beneficiaries/domain/consequence.rules";
import { sayLength, URGENCIES, type Span, type Urgency } from "../../subgraphs/beneficiaries/domain/due-date.rules";
import { CLOCK_FACTS, CLOCKS } from "../../subgraphs/beneficiaries/domain/referral.clocks";
import {
  COMMANDS,
  GUARDS,
  TRANSITIONS,
  type ReferralCommand,
  type Transition,
} from "../../subgraphs/beneficiaries/domain/referral.machine";
import {
  factsOf,
  FULFILMENT_STATES,
  REQUEST_FACTS,
  STANDINGS,
  UNFINISHED,
  wordOf,
  type ReferralState,
  type Standing,
} from "../../subgraphs/beneficiaries/domain/referral.states";

/** The referral machine as people read it: a picture, then every state, command and clock. All from its own table. */
export const referralDocument = (): string =>
  [
    INTRODUCTION,
    `## The loop\n\n\`\`\`mermaid\n${diagram()}\n\`\`\``,
    `## The states\n\n${STATES_NOTE}\n\n${states()}`,
    `## The commands\n\n${commands()}`,
    `## The clocks\n\n${CLOCKS_NOTE}\n\n${clocks()}`,
    `## What an answer entails\n\n${consequences()}`,
  ]
    .join("\n\n")
    .concat("\n");

const INTRODUCTION = `# The referral machine (παραπομπή)

Generated from \`subgraphs/beneficiaries/domain/referral.machine.ts\` by \`npm run schema:write\`; \`npm run schema:check\`
fails when it is not what the code says. A referral is two things with two owners: a **request**, which is the sender's
(FHIR R4 ServiceRequest), and its **fulfilment**, which is the agency's (Task). Holding, withdrawing or letting a request
expire leaves the fulfilment as it was. What is not in the table of commands is refused as ILLEGAL_TRANSITION, with what is
allowed now and for whom.`;

const STATES_NOTE = `\`state\` is the one word for both. Every state in which something is owed has somebody who owes it and a clock that
runs. A child referral made by a transfer is a ServiceRequest that \`replaces\` the first.`;

const CLOCKS_NOTE = `Working days leave out weekends, Greek public holidays and the feasts of the municipality of who owes the
step. After three quarters of its time who owes the step is reminded (REMIND), when it is over their head is told (ESCALATE),
and after the grace the referral expires (EXPIRE), where it may.`;

/** Where a command leads from each standing it can be given in; those that stay are left out. */
function moves(): [from: ReferralState, to: ReferralState, command: ReferralCommand][] {
  const found = COMMANDS.flatMap((command) =>
    STANDINGS.filter((standing) => starts(TRANSITIONS[command], standing)).map(
      (from) => [wordOf(from), wordOf(led(TRANSITIONS[command], from)), command] as const,
    ),
  );
  const distinct = new Map(found.map(([from, to, command]) => [`${from} ${to} ${command}`, [from, to, command]]));
  return [...distinct.values()].filter(([from, to]) => from !== to) as ReturnType<typeof moves>;
}

const starts = ({ from }: Transition, { requestState, fulfilmentState }: Standing): boolean =>
  from.some(
    ({ requests, fulfilments }) =>
      requests.includes(requestState) && (!fulfilments || fulfilments.includes(fulfilmentState)),
  );

const led = ({ to }: Transition, { requestState, fulfilmentState }: Standing): Standing => ({
  requestState: to.request ?? requestState,
  fulfilmentState: to.fulfilment ?? fulfilmentState,
});

const OPEN: readonly ReferralState[] = UNFINISHED;

/** Arrows between the same two states are one; what leads from or to every open state is drawn at the box around them. */
function diagram(): string {
  const arrows = new Map<string, ReferralCommand[]>();
  for (const [from, to, command] of boxed(boxed(moves(), 0), 1)) {
    const key = `${from} --> ${to}`;
    arrows.set(key, [...(arrows.get(key) ?? []), command]);
  }
  const isInside = (arrow: string) => arrow.split(" --> ").every((end) => OPEN.some((state) => state === end));
  const lines = [...arrows].map(([arrow, names]) => [isInside(arrow), `${arrow}: ${names.join(", ")}`] as const);
  const drawn = (inside: boolean) => lines.flatMap(([is, line]) => (is === inside ? [line] : []));
  const box = ["state OPEN {", ...drawn(true).map((line) => `  ${line}`), "}"];
  return [
    "stateDiagram-v2",
    ...["[*] --> DRAFT", "[*] --> SENT", ...box, ...drawn(false)].map((line) => `  ${line}`),
  ].join("\n");
}

type Arrow = readonly [from: string, to: string, command: ReferralCommand];

/** At one end (0 from, 1 to): all six open states together become OPEN. */
function boxed(arrows: readonly Arrow[], end: 0 | 1): Arrow[] {
  const alike = (one: Arrow, other: Arrow) => one[2] === other[2] && one[1 - end] === other[1 - end];
  const isBoxed = (arrow: Arrow) =>
    OPEN.every((state) => arrows.some((other) => alike(arrow, other) && other[end] === state)) &&
    OPEN.some((state) => state === arrow[end]);
  const merged = arrows.map((arrow): Arrow => {
    if (!isBoxed(arrow)) return arrow;
    return end === 0 ? ["OPEN", arrow[1], arrow[2]] : [arrow[0], "OPEN", arrow[2]];
  });
  return [...new Map(merged.map((arrow) => [arrow.join(), arrow])).values()];
}

function states(): string {
  const rows = STANDINGS.map((standing) => {
    const { owner, clock, task } = factsOf(standing);
    const { requestState, fulfilmentState } = standing;
    const { serviceRequest } = REQUEST_FACTS[requestState];
    return [wordOf(standing), requestState, fulfilmentState ?? "–", owner, clock ?? "–", serviceRequest, task];
  });
  return table(["state", "request", "fulfilment", "owes the next step", "clock", "ServiceRequest", "Task"], rows);
}

function commands(): string {
  const rows = COMMANDS.map((command) => {
    const { by, from, to, reasons, needs = [], guard, until } = TRANSITIONS[command];
    const start = from.map(({ requests, fulfilments }) => {
      const agency = fulfilments && fulfilments.length < FULFILMENT_STATES.length ? ` (${fulfilments.join(", ")})` : "";
      return `${requests.join(", ")}${agency}`;
    });
    const end = [to.request, to.fulfilment].filter(Boolean).join(" ") || "the same";
    const brings = [
      ...needs.map((need) => need.toLowerCase()),
      ...(until ? ["optionally until"] : []),
      ...(guard ? [`only if ${GUARDS[guard]}`] : []),
    ];
    return [command, by, start.join("; "), end, brings.join(", ") || "–", reasons?.join(", ") ?? "–"];
  });
  return table(["command", "by", "from", "to", "brings", "reasons"], rows);
}

function clocks(): string {
  const say = (spans: Readonly<Record<Urgency, Span>> | null): string => {
    if (!spans) return "never";
    const words = URGENCIES.map((urgency) => sayLength(spans[urgency]));
    return new Set(words).size === 1 ? words[0]! : URGENCIES.map((urgency, at) => `${urgency} ${words[at]}`).join(", ");
  };
  const rows = CLOCKS.map((clock) => {
    const { awaits, length, grace } = CLOCK_FACTS[clock];
    return [clock, awaits, say(length), say(grace)];
  });
  return table(["clock", "until", "within", "expires after another"], rows);
}

function consequences(): string {
  const rows = Object.entries(CONSEQUENCES).map(([said, { blocks, suggests }]) => {
    const blocked =
      blocks === "UNTIL_REASSESSED" ? "until somebody reassesses the person" : blocks && sayLength(blocks);
    const effect = [blocked && `the same service is not asked again for this person ${forHow(blocked)}`];
    return [said, [...effect, suggests && "other services of the same need are proposed"].filter(Boolean).join("; ")];
  });
  return table(["the agency says", "and so"], rows);
}

const forHow = (long: string): string =>
  long.startsWith("until") ? long : `for ${long}, or until somebody reassesses them`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
