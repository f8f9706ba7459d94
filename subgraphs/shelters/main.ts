import { serve } from "../kernel/main";
import { readExchange } from "../kernel/outbox/exchange";
import { run } from "../kernel/run";
import { configuredKeys } from "../kernel/secrets/key-source";
import { Vault } from "../kernel/secrets/vault";
import { readSettings } from "./config";
import { shelters } from "./subgraph";

run("shelters", async () => {
  const settings = readSettings();
  const vault = new Vault(configuredKeys(settings));
  await serve(shelters, settings, { vault }, await readExchange(shelters.name, settings));
});
