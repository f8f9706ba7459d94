import { serve } from "../kernel/main";
import { readSettings } from "./config";
import { agencies } from "./subgraph";

void serve(agencies, readSettings());
