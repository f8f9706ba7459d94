import { cage } from "./cage";
import { watchedFetch } from "./watched-fetch";

/** For every test file: whatever is fetched is looked through, and what got out fails the file. */
globalThis.fetch = watchedFetch(globalThis.fetch);

afterAll(() => cage.verify());
