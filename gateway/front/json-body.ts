import type { IncomingMessage } from "node:http";
import { readBody } from "../../subgraphs/kernel/call/body";
import { Refusal } from "../../subgraphs/kernel/refusal";
import { wrongCoding, wrongContentType } from "./declined";

const JSON_ONLY = /^application\/json\s*(;\s*charset=("?)utf-?8\2\s*)?$/i;

/**
 * Reads a JSON body. Only application/json: a browser cannot send that to another site without asking first, so no
 * page can make a visitor's browser ask questions here.
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<unknown> {
  const { "content-type": type = "", "content-encoding": coding = "identity" } = request.headers;
  if (!JSON_ONLY.test(type)) throw wrongContentType();
  if (coding.toLowerCase() !== "identity") throw wrongCoding();
  const body = await readBody(request, limit);
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    throw new Refusal("BAD_USER_INPUT", "The body is not JSON.", { check: "json" });
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
