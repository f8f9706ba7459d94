import { Client } from "pg";

/** What the hub tells the database of a call, see subgraphs/kernel/database/wall.ts. */
export interface Context {
  readonly viewer?: string;
  readonly organisation?: string;
  /** AGENCY_WORKER when not given. */
  readonly role?: string;
  /** CARE when not given. */
  readonly purpose?: string;
  readonly granted?: string;
  readonly confided?: string;
}

/** The application's own role without the application: for the whole session in this context, or in none. */
export async function connectAs(url: string, context: Context = {}): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await enter(client, context);
  return client;
}

export async function enter(client: Client, context: Context): Promise<void> {
  const { viewer, organisation, role = "AGENCY_WORKER", purpose = "CARE", granted, confided } = context;
  const settings = { viewer, organisation, role, purpose, granted_people: granted, confided_people: confided };
  for (const [name, value] of Object.entries(settings)) {
    await client.query("select set_config($1, $2, false)", [`app.${name}`, value ?? ""]);
  }
}
