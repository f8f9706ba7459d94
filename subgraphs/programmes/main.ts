import { serve } from "../kernel/main";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { programmes } from "./subgraph";

run("programmes", async () => serve(programmes, readSettings()));
