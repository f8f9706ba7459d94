import { cage } from "./cage";
import { watchedFetch } from "./watched-fetch";

/** For every test file: whatever is fetched is looked through, and what got out fails the file. */
const unwatched = globalThis.fetch;
globalThis.fetch = watchedFetch(unwatched);

afterAll(() => {
  globalThis.fetch = unwatched;
  cage.verify();
});
