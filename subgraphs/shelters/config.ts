import { readSealingConfig, sealingSettings } from "../kernel/config";
import { exchangeSettings } from "../kernel/outbox/exchange";

export const settings = sealingSettings(4105).extend(exchangeSettings);

/** The only reader of this process's environment. */
export const readSettings = () => readSealingConfig(settings);
