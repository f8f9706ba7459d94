import { serve } from "../kernel/main";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { oaed } from "./subgraph";

run("oaed", async () => serve(oaed, readSettings()));
