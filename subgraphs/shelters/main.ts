import { serve } from "../kernel/main";
import { readSettings } from "./config";
import { shelters } from "./subgraph";

void serve(shelters, readSettings());
