/** What a person sees who opens the hub in a browser: how to ask. */
export function landing(production: boolean, hasPersonas: boolean): string {
  const lines = [
    "Syndesmos: one GraphQL hub over the separate systems of the agencies that help the same person.",
    "",
    "Ask with POST /graphql, content-type application/json, a bearer token and a body such as",
    '  {"query": "{ __typename }"}',
    "State why you ask in the header x-purpose-of-use (CARE, OVERSIGHT, STATISTICS, EMERGENCY) when it is not the",
    "usual purpose of your role. Quote the header x-request-id of an answer when you ask for help.",
    "",
    production ? "The schema is published by the operator." : "The schema can be asked for: introspection is on.",
  ];
  const personas = [
    "",
    "This hub holds a synthetic caseload. GET /personas lists who you can be;",
    '  curl -s -H "content-type: application/json" -d \'{"persona": "<name>"}\' <this address>/token',
    "gives a token for 15 minutes.",
  ];
  return [...lines, ...(hasPersonas ? personas : []), "", "GET /health/live, GET /health/ready", ""].join("\n");
}
