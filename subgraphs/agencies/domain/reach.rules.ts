/** Whose people a service takes. */
export interface Reach {
  readonly nationwide: boolean;
  /** Regions all of whose people it takes. */
  readonly regions: readonly string[];
  readonly municipalities: readonly string[];
  /** The regions these municipalities are in. */
  readonly around: readonly string[];
}

/** A region, or one municipality of it. */
export interface Area {
  readonly region: string;
  readonly municipality: string | null;
}

/** Whether it takes people of the municipality; for a region, whether it takes any of it. */
export function servesArea(reach: Reach, { region, municipality }: Area): boolean {
  if (reach.nationwide || reach.regions.includes(region)) return true;
  return municipality === null ? reach.around.includes(region) : reach.municipalities.includes(municipality);
}
