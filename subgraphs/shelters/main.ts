import { serve } from "../kernel/main";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { shelters } from "./subgraph";

run("shelters", async () => serve(shelters, readSettings()));
