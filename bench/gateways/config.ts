/** The environment of every gateway that is compared: production mode, and no word to any vendor. */
export const ENVIRONMENT: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_ENV: "production",
  APOLLO_TELEMETRY_DISABLED: "true",
};
