import type { Viewer } from "../../subgraphs/kernel/viewer";
import type { SupergraphEngine } from "../federation/supergraph-engine";
import { AUDIENCES } from "./audience";

/** Something for each audience, by its name. */
export type ByAudience<View> = ReadonlyMap<string, View>;

const NAMES: ReadonlyMap<string, string> = new Map(
  AUDIENCES.flatMap(({ name, roles }) => roles.map((role): [string, string] => [role, name])),
);

/** What of `views` is this viewer's; `whole` where nobody is told apart. */
export const viewOf = <View>(views: ByAudience<View> | undefined, viewer: Viewer | undefined, whole: View): View =>
  views?.get(audienceOf(views, viewer)) ?? whole;

/** The name of the audience a viewer is in; empty where nobody is told apart. */
export const audienceOf = (views: ByAudience<unknown> | undefined, viewer: Viewer | undefined): string =>
  (views && viewer && NAMES.get(viewer.role)) ?? "";

/** An engine as each audience sees it. */
export const viewsOf = <Context>(engine: SupergraphEngine<Context>): ByAudience<SupergraphEngine<Context>> =>
  new Map(AUDIENCES.map(({ name, contract }) => [name, engine.under(contract)]));

/** The same for each audience: `make` of its view. */
export async function eachView<View, Made>(
  views: ByAudience<View>,
  make: (view: View) => Promise<Made>,
): Promise<ByAudience<Made>> {
  const made = new Map<string, Made>();
  for (const [name, view] of views) made.set(name, await make(view));
  return made;
}
