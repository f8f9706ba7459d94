import { orthodoxEaster } from "./greek-holidays";

/**
 * A feast of one municipality (τοπική αργία): the same day each year, or so many days from Orthodox Easter Sunday. One of
 * the two is null.
 */
export interface LocalHoliday {
  /** Month and day: 10-26 is 26 October. */
  readonly monthDay: string | null;
  /** -7 is Palm Sunday, 1 Easter Monday, 39 the Ascension. */
  readonly daysFromEaster: number | null;
}

/** The days on which one municipality rests beside the public holidays: its patron saint's, its liberation's. */
export class LocalHolidays {
  static readonly NONE = new LocalHolidays([]);
  private readonly byYear = new Map<number, ReadonlySet<string>>();

  constructor(private readonly feasts: readonly LocalHoliday[]) {}

  /** The days of a year, as month-day. */
  in(year: number): ReadonlySet<string> {
    let days = this.byYear.get(year);
    if (!days) {
      days = new Set(this.feasts.map((feast) => dayOf(feast, year)));
      this.byYear.set(year, days);
    }
    return days;
  }
}

const dayOf = ({ monthDay, daysFromEaster }: LocalHoliday, year: number): string =>
  monthDay ??
  orthodoxEaster(year)
    .plus({ days: daysFromEaster ?? 0 })
    .toFormat("MM-dd");
