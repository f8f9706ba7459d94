import { hash } from "node:crypto";

/** SHA-256 of a text, in hex. What is kept by it does not hold the text as its key (promise P8). */
export const hashOf = (text: string): string => hash("sha256", text);
