import { Written } from "../engine/engine";

type Data = Record<string, unknown>;

/** An answer that is JSON already, in the place where Apollo Server expects an object. It does not look inside. */
export const asData = (written: Written): Data => written as unknown as Data;

/** What can be counted of an answer's `data`. */
export const contentOf = (data: unknown): unknown => (data instanceof Written ? data.content : data);

/** Apollo Server's last step: what the engine has written is not written again. */
export function stringify(answer: { readonly data?: Data | null; readonly extensions?: object }): string {
  const { data, extensions } = answer;
  if (!(data instanceof Written)) return JSON.stringify(answer);
  if (extensions === undefined) return data.response;
  return `${data.response.slice(0, -1)},"extensions":${JSON.stringify(extensions)}}`;
}
