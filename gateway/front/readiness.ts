/** Something the hub cannot work without. Rejects while it is not there. */
export type Probe = () => Promise<unknown>;

export interface Readiness {
  readonly ready: boolean;
  /** Names of the probes that failed, or "stopping". */
  readonly waitingFor: readonly string[];
}

const PROBE_TIMEOUT_MS = 2000;

export async function checkReadiness(probes: Readonly<Record<string, Probe>>): Promise<Readiness> {
  const outcomes = await Promise.all(
    Object.entries(probes).map(async ([name, probe]) => ((await holds(probe)) ? [] : [name])),
  );
  const waitingFor = outcomes.flat();
  return { ready: waitingFor.length === 0, waitingFor };
}

async function holds(probe: Probe): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, PROBE_TIMEOUT_MS, false);
  });
  try {
    return await Promise.race([Promise.resolve(probe()).then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
