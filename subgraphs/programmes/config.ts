import { readConfig, subgraphSettings } from "../kernel/config";
import { exchangeSettings } from "../kernel/outbox/exchange";

export const settings = subgraphSettings(4103).extend(exchangeSettings);

/** The only reader of this process's environment. */
export const readSettings = () => readConfig(settings, process.env);
