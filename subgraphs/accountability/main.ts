import { serve } from "../kernel/main";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { accountability } from "./subgraph";

run("accountability", async () => serve(accountability, readSettings()));
