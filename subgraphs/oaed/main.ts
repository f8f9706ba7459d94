import { serve } from "../kernel/main";
import { readExchange } from "../kernel/outbox/exchange";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { oaed } from "./subgraph";

run("oaed", async () => {
  const settings = readSettings();
  await serve(oaed, settings, undefined, await readExchange(oaed.name, settings));
});
