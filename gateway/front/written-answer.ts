import { Written } from "../engine/answering/fetched";

type Data = Record<string, unknown>;

/**
 * An answer that is JSON already, in the place where Apollo Server expects an object, which does not look inside. It is
 * given away once: what Apollo makes of a request stays until V8 next collects everything (decision 0038), and texts of
 * hundreds of kilobytes must not stay with it.
 */
class Handover {
  constructor(private written: Written | undefined) {}

  get content(): unknown {
    return this.written?.content;
  }

  take(): Written {
    const { written } = this;
    if (!written) throw new Error("This answer was given away before.");
    this.written = undefined;
    return written;
  }
}

export const asData = (written: Written): Data => new Handover(written) as unknown as Data;

/** What can be counted of an answer's `data`, as long as it was not made a text. */
export const contentOf = (data: unknown): unknown => (data instanceof Handover ? data.content : data);

interface Result {
  readonly errors?: readonly object[] | undefined;
  readonly data?: Data | null | undefined;
  readonly extensions?: object | undefined;
}

/** An answer's last step: what the engine has written is not written again. */
export function stringify(answer: Result): string {
  const { data, extensions } = answer;
  if (!(data instanceof Handover)) return JSON.stringify(answer);
  const { response } = data.take();
  if (extensions === undefined) return response;
  return `${response.slice(0, -1)},"extensions":${JSON.stringify(extensions)}}`;
}
