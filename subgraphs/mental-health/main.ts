import { serve } from "../kernel/main";
import { readSettings } from "./config";
import { mentalHealth } from "./subgraph";

void serve(mentalHealth, readSettings());
