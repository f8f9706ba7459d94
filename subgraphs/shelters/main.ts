import { serve } from "../kernel/main";
import { run } from "../kernel/run";
import { configuredKeys } from "../kernel/secrets/key-source";
import { Vault } from "../kernel/secrets/vault";
import { readSettings } from "./config";
import { shelters } from "./subgraph";

run("shelters", async () => {
  const settings = readSettings();
  await serve(shelters, settings, { vault: new Vault(configuredKeys(settings)) });
});
