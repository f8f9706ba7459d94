import { readSealingConfig, sealingSettings } from "../kernel/config";

export const settings = sealingSettings(4105);

/** The only reader of this process's environment. */
export const readSettings = () => readSealingConfig(settings);
