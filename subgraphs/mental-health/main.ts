import { serve } from "../kernel/main";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { mentalHealth } from "./subgraph";

run("mental-health", async () => serve(mentalHealth, readSettings()));
