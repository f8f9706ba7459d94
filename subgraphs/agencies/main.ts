import { serve } from "../kernel/main";
import { run } from "../kernel/run";
import { readSettings } from "./config";
import { agencies } from "./subgraph";

run("agencies", async () => serve(agencies, readSettings()));
