import { serve } from "../kernel/main";
import { readSettings } from "./config";
import { programmes } from "./subgraph";

void serve(programmes, readSettings());
