import { serve } from "../kernel/main";
import { readExchange } from "../kernel/outbox/exchange";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { kdap } from "./subgraph";

run("kdap", async () => {
  const settings = readSettings();
  await serve(kdap, settings, undefined, await readExchange(kdap.name, settings));
});
