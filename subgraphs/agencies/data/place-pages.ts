import type DataLoader from "dataloader";
import { listLoader } from "../../kernel/loader";
import { toPage, type Page } from "../../kernel/paging/paging";

type InPlace<Row> = Row & { placeCode: string };

/** Reads up to `first` rows after a position for each place, in one statement. */
type LoadPages<Row> = (
  codes: readonly string[],
  first: number,
  after: readonly string[] | null,
) => Promise<readonly InPlace<Row>[]>;

/** A page of something for many places at once: one statement per page size and cursor, whatever the number of places. */
export class PlacePages<Row> {
  private readonly loaders = new Map<string, DataLoader<string, InPlace<Row>[]>>();

  constructor(private readonly read: LoadPages<Row>) {}

  async load(code: string, first: number, after: readonly string[] | null): Promise<Page<Row>> {
    return toPage(await this.loaderOf(first, after).load(code), first);
  }

  private loaderOf(first: number, after: readonly string[] | null): DataLoader<string, InPlace<Row>[]> {
    const slice = JSON.stringify([first, after]);
    let loader = this.loaders.get(slice);
    if (!loader) {
      loader = listLoader(
        (codes) => this.read(codes, first + 1, after),
        (row) => row.placeCode,
      );
      this.loaders.set(slice, loader);
    }
    return loader;
  }
}
