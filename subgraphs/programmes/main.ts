import { serve } from "../kernel/main";
import { readExchange } from "../kernel/outbox/exchange";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { programmes } from "./subgraph";

run("programmes", async () => {
  const settings = readSettings();
  await serve(programmes, settings, undefined, await readExchange(programmes.name, settings));
});
