import { serve } from "../kernel/main";
import { readSettings } from "./config";
import { kdap } from "./subgraph";

void serve(kdap, readSettings());
