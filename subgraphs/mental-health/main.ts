import { serve } from "../kernel/main";
import { readExchange } from "../kernel/outbox/exchange";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { mentalHealth } from "./subgraph";

run("mental-health", async () => {
  const settings = readSettings();
  await serve(mentalHealth, settings, undefined, await readExchange(mentalHealth.name, settings));
});
