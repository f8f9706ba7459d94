import { serve } from "../kernel/main";
import { readSubscribers } from "../kernel/outbox/subscribers";
import { run } from "../kernel/run";
import { configuredKeys } from "../kernel/secrets/key-source";
import { Vault } from "../kernel/secrets/vault";
import { readSettings } from "./config";
import { shelters } from "./subgraph";

run("shelters", async () => {
  const settings = readSettings();
  const vault = new Vault(configuredKeys(settings));
  const subscribers = await readSubscribers(shelters.name, settings.SUBSCRIBERS, settings.SIGNING_KEY);
  await serve(shelters, settings, { vault }, { subscribers });
});
