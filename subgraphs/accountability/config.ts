import { readSubgraphConfig } from "../kernel/config";

/** The only reader of this process's environment. */
export const readSettings = () => readSubgraphConfig(4108);
