import { serve } from "../kernel/main";
import { readSettings } from "./config";
import { oaed } from "./subgraph";

void serve(oaed, readSettings());
