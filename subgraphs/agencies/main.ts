import { serve } from "../kernel/main";
import { run } from "../kernel/run";
import { configuredKeys } from "../kernel/secrets/key-source";
import { Vault } from "../kernel/secrets/vault";
import { readSettings } from "./config";
import { agencies } from "./subgraph";

run("agencies", async () => {
  const settings = readSettings();
  await serve(agencies, settings, { vault: new Vault(configuredKeys(settings)) });
});
