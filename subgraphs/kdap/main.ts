import { serve } from "../kernel/main";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { kdap } from "./subgraph";

run("kdap", async () => serve(kdap, readSettings()));
